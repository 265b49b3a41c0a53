// Keeps every line in its room: who includes what, how long things are, who reads past scopes.
#include <doctest/doctest.h>

#include <map>
#include <regex>
#include <set>

#include "base/fold.hpp"
#include "house/source.hpp"

namespace entrepot::house {

namespace {

using Names = std::set<std::string>;

// house.md 3: a room includes only earlier ones. The overview reads them all for the portal.
std::vector<std::string> const rooms = {"events",  "access",        "partners", "customers", "agreements",
                                        "catalog", "subscriptions", "orders",   "licences",  "onboarding",
                                        "imports", "billing",       "support",  "overview",  "sandbox"};

std::map<std::string, Names> const foundation = {
    {"base", {"base"}},
    {"json", {"base", "json"}},
    {"db", {"base", "json", "db"}},
    {"jobs", {"base", "json", "db", "jobs"}},
    {"api", {"base", "json", "db", "api"}},
    {"http", {"base", "json", "api", "http"}},
};

enum class Part { pure, store, flow, api };
Part part_of(std::string const& path) {
    if (path.find("_store.") != std::string::npos) return Part::store;
    if (path.find("_flow.") != std::string::npos) return Part::flow;
    if (path.find("_api.") != std::string::npos || path.ends_with("/routes.hpp")) return Part::api;
    return Part::pure;
}

// Which foundation a file of a room may include, by its part.
std::map<Part, Names> const of_part = {
    {Part::pure, {"base", "json"}},
    {Part::store, {"base", "json", "db"}},
    {Part::flow, {"base", "json", "db", "jobs"}},
    {Part::api, {"base", "json", "api", "jobs"}},
};

// Files of rooms that are neither store, flow nor endpoint, and yet not pure.
std::map<std::string, std::string> const exceptions = {
    {"events/event", "the log is written by everybody, in their transaction"},
    {"access/keyring", "reads signing keys for the gate"},
    {"access/gate", "is the gate that api/ asks, and reads sessions and clocks"},
    {"access/session_cookie", "reads the cookie of a request"},
    {"access/session", "opens sessions in the transaction of sign-in"},
    {"access/user_event", "writes to the log in the transaction of its caller"},
    {"overview/customer_list", "pages are read by SQL of their own"},
    {"overview/customer_page", "pages are read by SQL of their own"},
    {"onboarding/first_partner", "declares its flow beside its form"},
    {"onboarding/secret_link", "declares its flow beside its row"},
    {"sandbox/world", "seeds every room"},
    {"sandbox/world_orders", "seeds every room"},
};

// Libraries by the folder that may know them; what is not named here is the standard library or the system's.
// clang-format off
std::vector<std::pair<std::string, Names>> const libraries = {
    {"boost/asio", {"http"}},
    {"boost/beast", {"http"}},
    {"boost/json", {"json"}},
    {"sqlite3", {"db"}},
    {"libpq", {"db"}},
    {"openssl/", {"access"}},
    {"sodium", {"access"}},
    {"qrencode", {"access"}},
    {"fido", {"access"}},
    {"curl/", {"events", "access"}},
    {"re2/", {"customers"}},
    {"zip.h", {"imports"}},
    {"libxml/", {"imports"}},
    {"pango/", {"agreements"}},
    {"cairo", {"agreements"}},
    {"xlsxwriter", {"overview"}},
    {"CLI/", {"app"}},
    {"boost/", {}},
};
// clang-format on

// Reading past scopes: how often, at most. A new one needs a reason here.
std::map<std::string, int> const everyone_uses = {
    {"access/account_store.cpp", 12},       // sign-in, tenants by id and domain, keys of the deployment
    {"access/app_store.cpp", 1},            // an app says which it is, not whose
    {"access/consent_store.cpp", 1},        // codes and refresh tokens say nothing of their owner
    {"access/second_factor_store.cpp", 1},  // a passkey says whose it is
    {"access/session_api.cpp", 1},          // a sandbox's people
    {"access/sign_in_guard_store.cpp", 1},  // who fails to sign in is nobody yet
    {"access/sign_in_step_store.cpp", 1},   // whoever holds a ticket goes on
    {"access/user_flow.cpp", 1},            // whoever holds a link's word chooses that password
    {"agreements/document_store.cpp", 3},
    {"agreements/template_store.cpp", 3},
    {"api/idempotency.cpp", 2},      // the key holds tenant and caller; a job ends old ones
    {"app/clouds.cpp", 1},           // the deployment is of one cloud
    {"app/doctor.cpp", 1},           // looks at the whole deployment
    {"app/doctor_machine.cpp", 1},   // the newest event's time
    {"app/doctor_postgres.cpp", 1},  // the cluster's settings and open transactions
    {"app/review_command.cpp", 1},   // the operator
    {"base/scope.hpp", 1},           // is declared here
    {"catalog/catalogue_store.cpp", 2},
    {"customers/add_flow.cpp", 1},
    {"customers/customer_walk_store.cpp", 1},  // ids by their beginning, held against the scope
    {"customers/qualification_store.cpp", 1},  // a qualification is the customer's
    {"customers/partner_profile_api.cpp", 1},  // a partner's own tenant row
    {"customers/update_flow.cpp", 1},          // the legal name, with the customer's own tenant
    {"customers/customer_store.cpp", 3},       // a domain is held once in the deployment; partners' names
    {"db/migrate.cpp", 1},
    {"events/mail_store.cpp", 1},       // the postman carries every tenant's mail
    {"jobs/job_file_store.cpp", 1},     // a chore ends files of every tenant
    {"jobs/job_store.cpp", 1},          // a server takes the jobs of every tenant
    {"jobs/run.cpp", 1},                // and looks whether one is still its own
    {"onboarding/draft_store.cpp", 2},  // names are held once; a job ends old drafts
    {"onboarding/secret_flow.cpp", 2},  // whoever has the link reads it
    {"onboarding/secret_link_store.cpp", 2},
    {"onboarding/first_partner_flow.cpp", 1},  // made where there is no tenant
    {"onboarding/purge_flow.cpp", 1},          // a deleted customer's own tenant
    {"onboarding/onboard_flow.cpp", 1},        // a chore ends old results
    {"imports/import_store.cpp", 1},           // a chore ends uploads that were cut off
    {"imports/undo_flow.cpp", 1},              // whether anybody else has to do with a customer
    {"partners/invitation_store.cpp", 1},      // whoever holds a link's word reads it and answers
    {"sandbox/plant_flow.cpp", 1},             // seeds
    {"sandbox/fill_flow.cpp", 1},              // rows of all partners, by the million
    {"sandbox/fill_sellers_store.cpp", 1},
    {"sandbox/fill_store.cpp", 1},
    {"sandbox/world.cpp", 1},
};

std::size_t place(std::string const& room) {
    return static_cast<std::size_t>(std::find(rooms.begin(), rooms.end(), room) - rooms.begin());
}
bool is_room(std::string const& folder) { return place(folder) < rooms.size(); }

std::string stem(std::string const& path) { return path.substr(0, path.rfind('.')); }

// What is wrong with one include; empty where nothing is.
std::string refusal(Source const& source, std::string const& included) {
    auto const folder = source.folder();
    if (folder.empty() || folder == "app") return {};
    auto const slash = included.find('/');
    auto const other = slash == std::string::npos ? "" : included.substr(0, slash);
    if (auto const at = foundation.find(folder); at != foundation.end())
        return at->second.count(other) ? "" : folder + "/ may not include " + other + '/';
    if (!is_room(folder)) return "src/" + folder + "/ is no room of house.md 3";
    bool const excepted = exceptions.count(stem(source.path)) > 0;
    auto const part = part_of(source.path);
    if (!is_room(other))
        return excepted || of_part.at(part).count(other)
                   ? ""
                   : "this part of a room may not include " + other + '/';
    if (place(other) > place(folder)) return folder + " comes before " + other;
    if (included.ends_with("/routes.hpp")) return other == folder ? "" : "routes of another room";
    auto const wanted = part_of(included);
    if (wanted == Part::api && other != folder) return "endpoints of another room";
    if (excepted || wanted == Part::pure) return {};
    if (part == Part::pure) return "the rules of a room are pure: no store, flow or endpoint";
    if (part == Part::store && wanted != Part::store) return "a store includes no flow and no endpoint";
    return {};
}

std::string library_refusal(Source const& source, std::string const& included) {
    for (auto const& [library, folders] : libraries)
        if (included.starts_with(library))
            return folders.count(source.folder())
                       ? ""
                       : '<' + included + "> does not belong into " + source.folder() + '/';
    return {};
}

bool opens_function(std::string const& line, std::size_t indent) {
    if (line.size() <= indent || line.back() != '{' || line.find('(') == std::string::npos) return false;
    if (line.find_first_not_of(' ') != indent) return false;
    static std::regex const other(R"(^ *(namespace|struct|class|enum|union|if|for|while|switch|try|do)\b)");
    return !std::regex_search(line, other);
}

}  // namespace

TEST_CASE("tidy: who includes what") {
    static std::regex const include(R"(^#include ([<"])([^>"]+))");
    std::vector<std::string> findings;
    for (auto const& source : sources()) {
        for (std::size_t i = 0; i < source.lines.size(); ++i) {
            std::smatch match;
            if (!std::regex_search(source.lines[i], match, include)) continue;
            auto const why = match[1] == "\"" ? refusal(source, match[2]) : library_refusal(source, match[2]);
            if (!why.empty()) findings.push_back(source.where(i) + why + " (" + match[2].str() + ')');
        }
    }
    CHECK_MESSAGE(findings.empty(), joined(findings));
}

constexpr std::size_t columns = 110;

TEST_CASE("tidy: sizes, and a sentence on top") {
    std::vector<std::string> findings;
    for (auto const& source : sources()) {
        auto const& lines = source.lines;
        if (lines.empty() || !lines[0].starts_with("// ") || lines[0].size() < 12)
            findings.push_back(source.where(0) + "opens with no sentence of what lives here");
        if (lines.size() > 400)
            findings.push_back(source.where(400) + std::to_string(lines.size()) + " lines; 400 at most");
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (length(lines[i]) > columns && lines[i].find("R\"(") == std::string::npos)
                findings.push_back(source.where(i) + std::to_string(length(lines[i])) + " columns; " +
                                   std::to_string(columns) + " at most");
            if (lines[i].find('\t') != std::string::npos) findings.push_back(source.where(i) + "a tab");
            if (!lines[i].empty() && lines[i].back() == ' ')
                findings.push_back(source.where(i) + "a space at the end");
            for (std::size_t const indent : {0, 4}) {
                if (!opens_function(lines[i], indent)) continue;
                // A constructor's list stands four further in than its end.
                auto const ends_at = lines[i].starts_with("    : ") ? 0 : indent;
                auto const close = std::string(ends_at, ' ') + '}';
                auto end = i + 1;
                while (end < lines.size() &&
                       !(lines[end].starts_with(close) && lines[end].find_first_not_of(' ') == ends_at))
                    ++end;
                if (end - i > 60)
                    findings.push_back(source.where(i) + std::to_string(end - i + 1) +
                                       " lines of function; 60 at most");
            }
        }
    }
    CHECK_MESSAGE(findings.empty(), joined(findings));
}

TEST_CASE("tidy: who reads past scopes is written down") {
    std::vector<std::string> findings;
    for (auto const& source : sources()) {
        int uses = 0;
        std::size_t last = 0;
        for (std::size_t i = 0; i < source.lines.size(); ++i)
            if (source.lines[i].find("Scope::everyone(") != std::string::npos ||
                source.lines[i].find("static Scope everyone(") != std::string::npos)
                ++uses, last = i;
        auto const at = everyone_uses.find(source.path);
        int const most = at == everyone_uses.end() ? 0 : at->second;
        if (uses > most)
            findings.push_back(source.where(last) + std::to_string(uses) + " uses of Scope::everyone; " +
                               std::to_string(most) + " at most, see tests/house/tidy_test.cpp");
    }
    CHECK_MESSAGE(findings.empty(), joined(findings));
}

}  // namespace entrepot::house
