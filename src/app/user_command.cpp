// entrepot user: people of an organisation from the command line, also beside a running server.
#include <CLI/CLI.hpp>
#include <functional>
#include <iostream>
#include <memory>

#include "access/account_store.hpp"
#include "access/second_factor_store.hpp"
#include "access/user_flow.hpp"
#include "access/user_store.hpp"
#include "access/vault.hpp"
#include "api/problem_answer.hpp"
#include "app/commands.hpp"
#include "db/database.hpp"

namespace entrepot::app {

namespace {

struct Given {
    std::string data = "data", database, key_file, url = "http://127.0.0.1:8080", tenant, user, first, last,
                email, language;
    std::vector<std::string> roles;
};

// The operator's own hand: what the portal asks of a global admin is not asked here.
struct Vaulted : Safe {
    explicit Vaulted(std::string const& file) : vault(file, false) {}
    std::string seal(std::string_view plain) override { return vault.seal(plain); }
    std::optional<std::string> open(std::string_view sealed) override { return vault.open(sealed); }
    std::string digest(std::string_view text) override { return vault.digest(text); }
    access::Vault vault;
};

struct Opened {
    explicit Opened(Given const& given)
        : safe(given.key_file.empty() ? given.data + "/server.key" : given.key_file),
          database(db::open_database(
              {.file = given.data + "/entrepot.db", .url = given.database, .beside_a_server = true})) {}
    Vaulted safe;
    std::unique_ptr<db::Database> database;
};

Act act_for(access::TenantRecord const& tenant) {
    auto const now = real_time();
    auto act = Act::system(now, now);
    act.caller.tenant = tenant.id;
    act.caller.kind = tenant.kind;
    return act;
}

access::TenantRecord tenant_of(db::Tx& tx, std::string const& name) {
    auto const id = Uuid::parse(name);
    auto const found =
        id ? access::find_tenant(tx, Id<Tenant>{*id}) : access::find_tenant_by_domain(tx, name);
    if (!found) throw std::runtime_error("no organisation has the domain or id " + name);
    return *found;
}

access::UserRecord user_of(db::Tx& tx, std::string const& name) {
    auto const found = access::find_user_by_name(tx, name);
    if (!found || found->status == access::UserStatus::deleted)
        throw std::runtime_error("nobody signs in as " + name);
    return *found;
}

std::vector<Role> roles_of(std::vector<std::string> const& words) {
    std::vector<Role> out;
    for (auto const& word : words) {
        auto const role = json::parse_word<Role>(word);
        if (!role) throw CLI::ValidationError("--role", word + " is no role; see entrepot user add --help");
        out.push_back(*role);
    }
    return out;
}

std::string line_of(access::UserRecord const& user, bool has_mfa) {
    std::string out = user.user_name + '\t' + json::word(user.status) + '\t' + (has_mfa ? "mfa" : "-") + '\t';
    for (std::size_t i = 0; i < user.roles.size(); ++i) out += (i ? "," : "") + json::word(user.roles[i]);
    return out + '\t' + (user.last_sign_in ? format_time(*user.last_sign_in) : "-");
}

void say_link(Given const& given, access::IssuedUserLink const& issued) {
    std::cout << "Works once, until " << format_time(issued.link.expires) << ":\n"
              << given.url << access::link_path(issued.word) << '\n';
}

void list(Given const& given) {
    Opened opened(given);
    opened.database->read([&](db::Tx& tx) {
        auto const tenant = tenant_of(tx, given.tenant);
        std::string after;
        while (true) {
            auto const page = access::list_users(tx, tenant.id, after, 200);
            for (auto const& user : page)
                std::cout << line_of(user, !access::factors_of(tx, user.tenant, user.id).empty()) << '\n';
            if (page.size() < 200) return;
            after = page.back().user_name;
        }
    });
}

void add(Given const& given) {
    Opened opened(given);
    auto const roles = roles_of(given.roles);
    access::IssuedUserLink issued;
    opened.database->write([&](db::Tx& tx) {
        auto const tenant = tenant_of(tx, given.tenant);
        auto const optional = [](std::string const& text) {
            return text.empty() ? std::nullopt : std::optional(text);
        };
        Problems problems;
        auto const user = access::make_user(
            {given.user, given.first, given.last, optional(given.email), optional(given.language), roles},
            tenant, Id<User>{new_uuid()}, real_time(), problems);
        problems.raise();
        issued = access::invite(tx, opened.safe, act_for(tenant), user);
    });
    say_link(given, issued);
}

// A change that the portal knows too, with the same rules.
void change(Given const& given, access::UserPatch const& patch) {
    Opened opened(given);
    access::UserRecord after;
    opened.database->write([&](db::Tx& tx) {
        auto const user = user_of(tx, given.user);
        after = access::change_user(tx, act_for(access::get_tenant(tx, user.tenant)), user, patch);
    });
    std::cout << line_of(after, false) << '\n';
}

void reset_link(Given const& given) {
    Opened opened(given);
    access::IssuedUserLink issued;
    opened.database->write([&](db::Tx& tx) {
        auto const user = user_of(tx, given.user);
        if (user.status == access::UserStatus::disabled) throw Problem("account_is_disabled");
        issued = access::issue_user_link(tx, opened.safe, act_for(access::get_tenant(tx, user.tenant)), user);
    });
    say_link(given, issued);
}

void reset_mfa(Given const& given) {
    Opened opened(given);
    opened.database->write([&](db::Tx& tx) {
        auto const user = user_of(tx, given.user);
        access::reset_mfa(tx, act_for(access::get_tenant(tx, user.tenant)), user);
    });
    std::cout << given.user << " sets up a second factor at the next sign-in\n";
}

void set_status(Given const& given, access::UserStatus status) {
    access::UserPatch patch;
    patch.status = status;
    change(given, patch);
}

void set_roles(Given const& given) {
    access::UserPatch patch;
    patch.roles = roles_of(given.roles);
    change(given, patch);
}

using Work = std::function<void(Given const&)>;

CLI::App& add_command(CLI::App& parent, std::shared_ptr<Given> const& given, Exit& outcome, char const* name,
                      char const* words, Work work) {
    auto& command = *parent.add_subcommand(name, words);
    command.add_option("--data", given->data, "The data folder")->capture_default_str();
    command.add_option("--database", given->database, "postgresql://… instead of a file in the data folder")
        ->envname("ENTREPOT_DATABASE");
    command.add_option("--key-file", given->key_file, "The key file; by default DATA/server.key");
    command.callback([given, &outcome, work = std::move(work)] {
        try {
            work(*given);
        } catch (Problem const& problem) {
            std::string words_of = api::problem_entry(problem.code).en.rule;
            if (!problem.fields.empty()) words_of = api::problem_sentences(problem.fields, Language::en);
            throw std::runtime_error(api::problem_words(words_of, problem.words));
        }
        outcome = Exit::done;
    });
    return command;
}

}  // namespace

void add_user(CLI::App& app, Exit& outcome) {
    auto& user = *app.add_subcommand("user", "People who sign in: add, list, disable, roles, links");
    user.require_subcommand(1);
    auto const given = std::make_shared<Given>();
    auto const named = [&](CLI::App& command) -> CLI::App& {
        command.add_option("user", given->user, "What they sign in with")->required();
        return command;
    };
    auto const linked = [&](CLI::App& command) {
        command.add_option("--public-url", given->url, "Where the portal is, for the link")
            ->envname("ENTREPOT_PUBLIC_URL")
            ->capture_default_str();
    };
    auto const with_roles = [&](CLI::App& command) {
        command
            .add_option("--role", given->roles,
                        "GlobalAdmin, UserManagementAdmin, BillingAdmin, AdminAgent, SalesAgent, "
                        "HelpdeskAgent, Operator; "
                        "may be given several times")
            ->required();
    };
    auto& lists =
        add_command(user, given, outcome, "list", "Name, state, second factor, roles, last sign-in", list);
    lists.add_option("--tenant", given->tenant, "The organisation's domain or id")->required();
    auto& adds = named(add_command(user, given, outcome, "add", "Add a person; prints a one-time link", add));
    adds.add_option("--tenant", given->tenant, "The organisation's domain or id")->required();
    adds.add_option("--first-name", given->first, "First name")->required();
    adds.add_option("--last-name", given->last, "Last name")->required();
    adds.add_option("--email", given->email, "Where they are written to; by default the user name");
    adds.add_option("--language", given->language, "fr or en");
    with_roles(adds);
    linked(adds);
    named(add_command(user, given, outcome, "disable", "End their sessions and let them in no more",
                      [](Given const& g) { set_status(g, access::UserStatus::disabled); }));
    named(add_command(user, given, outcome, "enable", "Let them in again",
                      [](Given const& g) { set_status(g, access::UserStatus::active); }));
    with_roles(named(add_command(user, given, outcome, "roles", "Replace their roles", set_roles)));
    linked(named(add_command(user, given, outcome, "reset-link", "A one-time link to choose a new password",
                             reset_link)));
    named(add_command(user, given, outcome, "reset-mfa", "End their second factors: they lost their phone",
                      reset_mfa));
}

}  // namespace entrepot::app
