// entrepot import customers: a file of customers, checked whole, then made; beside a running server or not.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <future>
#include <iostream>
#include <memory>
#include <thread>

#include "access/permissions.hpp"
#include "api/problem_answer.hpp"
#include "app/clouds.hpp"
#include "app/commands.hpp"
#include "app/deployment.hpp"
#include "app/progress.hpp"
#include "app/rooms.hpp"
#include "imports/check_flow.hpp"
#include "imports/column.hpp"
#include "imports/delete_flow.hpp"
#include "imports/report_api.hpp"
#include "imports/row_form.hpp"
#include "imports/run_flow.hpp"
#include "imports/same_file.hpp"
#include "imports/stage_flow.hpp"

namespace entrepot::app {

namespace {

using imports::Import;

constexpr auto look_time = std::chrono::milliseconds(100);
constexpr auto lease_time = std::chrono::seconds(5);  // between two looks for what a dead process held
constexpr int rows_shown = 20;

struct Given {
    DeploymentPlace place;
    std::string file, tenant, as, cloud = "global", report, language = "en";
    std::string country, culture, agreement, date_agreed, reseller;
    std::vector<std::string> map;
    bool sandbox = false, dry_run = false, partial = false, month_first = false;
};

// What lies on disk is read there; a pipe is read to its end first, or until it is more than is taken.
ByteFile file_of(std::string const& name, std::string const& folder) {
    if (std::filesystem::is_regular_file(name)) return ByteFile::opened(name);
    std::ifstream in(name, std::ios::binary);
    if (!in || std::filesystem::is_directory(name)) throw std::runtime_error(name + " cannot be read");
    auto out = ByteFile::nameless(folder);
    std::vector<char> piece(64 << 10);
    while (in && out.size() <= imports::most_bytes_of_file) {
        in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        out.add({piece.data(), static_cast<std::size_t>(in.gcount())});
    }
    return out;
}

// What a refusal says, for a terminal.
std::string words_of(Problem const& problem) {
    if (!problem.fields.empty()) return api::problem_sentences(problem.fields, Language::en);
    return api::field_sentence({"", problem.code, problem.words}, Language::en);
}

// The person in whose name it is done where one is given; else the operator, for the tenant.
Act act_of(Deployment& deployment, Given const& given) {
    if (given.as.empty()) {
        auto act = operator_act(deployment.tenant(given.tenant));
        act.cloud = cloud_of(given.cloud);
        return act;
    }
    std::optional<access::UserRecord> user;
    deployment.database().read([&](db::Tx& tx) { user = access::find_user_by_name(tx, given.as); });
    if (!user) throw std::runtime_error("nobody signs in as " + given.as);
    auto act = operator_act(deployment.tenant(user->tenant.text()));
    act.cloud = cloud_of(given.cloud);
    act.caller.user = user->id;
    act.caller.roles = user->roles;
    act.caller.mfa = true;  // whoever has the deployment's files needs no second factor for them
    return act;
}

class Importing {
public:
    explicit Importing(Given const& given)
        : given_(given),
          deployment_(given.place),
          safe_(deployment_.vault()),
          around_{deployment_.database(), safe_, given.sandbox, given.cloud},
          act_(act_of(deployment_, given)) {
        keep_cloud(deployment_.database(), given.cloud);
        if (!act_.caller.is_partner()) throw std::runtime_error("only partners add customers");
        add_all_jobs(registry_);
    }

    bool run() {
        // What an earlier command held that was killed; where a server runs, it looks for that itself.
        if (!deployment_.database().is_beside_a_server()) jobs::Runner(around_, registry_).begin();
        begin();
        planned();  // what the options say is held against the file, whatever became of it
        if (import_.stage == imports::Stage::done) return end_known();
        if (import_.stage == imports::Stage::running) return make();
        check_rows();
        auto const counts = count();
        std::cout << grouped(counts.all()) << " rows: " << grouped(counts.ready) << " ready, "
                  << grouped(counts.problem) << " with problems\n";
        if (counts.problem > 0) show_problems();
        if (given_.dry_run) return end_dry_run(counts);
        if (counts.problem > 0 && !given_.partial) {
            write_report();
            std::cout << "nothing was made; --partial makes customers of the rows that are ready\n";
            return false;
        }
        deployment_.database().write(
            [&](db::Tx& tx) { imports::begin_running(tx, act_, import_, manner(), false); });
        return make();
    }

private:
    // The vault as jobs and rooms know it.
    struct VaultSafe : Safe {
        explicit VaultSafe(access::Vault& vault) : vault(vault) {}
        std::string seal(std::string_view plain) override { return vault.seal(plain); }
        std::optional<std::string> open(std::string_view sealed) override { return vault.open(sealed); }
        std::string digest(std::string_view text) override { return vault.digest(text); }
        access::Vault& vault;
    };

    bool make() {
        work("import");
        auto const counts = count();
        std::cout << grouped(counts.created) << " customers made, " << grouped(counts.failed)
                  << " rows failed\n";
        write_report();
        return counts.created == counts.all();
    }

    bool end_known() {
        std::cout << "this file was imported before: " << grouped(count().created) << " customers\n";
        write_report();
        return true;
    }

    imports::Manner manner() const {
        agreements::Origin const origin{agreements::Path::imported, "", "entrepot import"};
        access::Permissions const permissions({}, given_.sandbox);
        auto const verdict = permissions.may(act_.caller, Permission::attest_agreement);
        if (!act_.caller.user) return {"Give the person who attests with --as.", origin};
        return {verdict.allowed() ? "" : api::reasons_text(verdict, Language::en), origin};
    }

    // A file that an earlier command began with and did not end is gone on with (docs/importing.md).
    void begin() {
        auto const file = file_of(given_.file, given_.place.data);
        imports::FileSource const source(file);
        // A dry run keeps nothing, and touches nothing that is there.
        auto const request = given_.dry_run ? Uuid{} : free_request(source);
        if (!import_.id.empty()) {
            std::cerr << "this file was begun with before: going on with that import\n";
            return;
        }
        Progress bar("read", "rows", 0);
        import_ = imports::stage(deployment_.database(), act_, {name_of_file(), source, request},
                                 [&](std::int64_t rows) { bar.at(rows); });
        bar.end(import_.rows);
    }

    // The import of this file that is not over, or whose every row is a customer, becomes this one; else the
    // request of a new one.
    Uuid free_request(imports::Source const& source) {
        for (int nth = 0;; ++nth) {
            auto const request = imports::request_of(source, given_.as, nth);
            std::optional<Import> known;
            deployment_.database().read(
                [&](db::Tx& tx) { known = imports::find_by_request(tx, act_.scope(), request); });
            if (!known) return request;
            if (is_over(*known)) continue;
            if (known->stage == imports::Stage::reading) {
                drop(*known);
                continue;
            }
            if (known->stage == imports::Stage::undoing)
                throw std::runtime_error("the import of this file is being undone at this moment");
            import_ = *known;
            return request;
        }
    }

    bool is_over(Import const& import) {
        using S = imports::Stage;
        if (import.stage == S::undone || import.stage == S::deleting) return true;
        if (import.stage != S::done) return false;
        imports::Counts counts;
        deployment_.database().read(
            [&](db::Tx& tx) { counts = imports::count_rows(tx, act_.scope(), import.id); });
        return counts.created < counts.all();
    }

    // Whoever read it was killed: its rows are not all there.
    void drop(Import const& import) {
        auto& database = deployment_.database();
        bool const alone = !database.waits() && !database.is_beside_a_server();
        if (!alone && real_time() - import.created < imports::longest_reading)
            throw std::runtime_error(
                "another command reads this file at this moment, or was killed doing so: try again in ten "
                "minutes");
        deployment_.database().write([&](db::Tx& tx) { imports::begin_deleting(tx, act_, import); });
    }

    void check_rows() {
        auto const plan = planned();
        Problems problems;
        imports::check_plan(plan, import_.headings.size(), problems);
        problems.raise();
        for (std::size_t i = 0; i < plan.columns.size(); ++i)
            if (plan.columns[i] == imports::left_out)
                std::cerr << "the column " << import_.headings[i] << " is left out; --map names its field\n";
        for (auto const& path : imports::missing_columns(plan))
            std::cerr << "no column is " << path << "; --map \"Heading=" << path << "\" names one\n";
        deployment_.database().write(
            [&](db::Tx& tx) { imports::begin_checking(tx, act_, import_, plan, manner(), given_.sandbox); });
        work("check");
    }

    std::string name_of_file() const { return given_.file.substr(given_.file.rfind('/') + 1); }

    imports::Plan planned() const {
        auto plan = import_.plan;
        for (auto const& one : given_.map) {
            auto const at = one.rfind('=');
            auto const heading = one.substr(0, at);
            auto const place = std::find(import_.headings.begin(), import_.headings.end(), heading);
            if (at == std::string::npos || place == import_.headings.end())
                throw CLI::ValidationError("--map",
                                           "expected HEADING=FIELD with a heading of the file: " + one);
            auto const field = one.substr(at + 1);
            std::replace(plan.columns.begin(), plan.columns.end(), field, std::string(imports::left_out));
            plan.columns[static_cast<std::size_t>(place - import_.headings.begin())] = field;
        }
        plan.country = given_.country;
        plan.culture = given_.culture;
        plan.reseller = given_.reseller;
        plan.date_agreed = given_.date_agreed;
        if (given_.month_first) plan.date_order = imports::DateOrder::month_first;
        if (given_.agreement == "attested") plan.agreement = onboarding::AgreementKind::attested;
        if (given_.agreement == "invited") plan.agreement = onboarding::AgreementKind::invited;
        return plan;
    }

    jobs::Job job() {
        std::optional<jobs::Job> out;
        deployment_.database().read([&](db::Tx& tx) { out = jobs::find(tx, act_.scope(), *import_.job); });
        if (!out) throw std::runtime_error("the work on this import is gone: it was deleted meanwhile");
        return *out;
    }

    // A server that runs beside may do it as well: whoever takes it, this waits for its end.
    void work(std::string const& what) {
        jobs::Runner runner(around_, registry_);
        // One that was paused, or given up by a process before this one.
        deployment_.database().write(
            [&](db::Tx& tx) { jobs::resume(tx, act_.scope(), *import_.job, real_time()); });
        auto const begun = job();
        if (begun.state == jobs::State::running)
            std::cerr << "a server has this work, or a command that was killed had: then it is taken over "
                         "within a minute and a half\n";
        auto looked = std::chrono::steady_clock::now();
        Progress bar(what, "rows", begun.total > 0 ? begun.total : import_.rows, begun.done);
        using S = jobs::State;
        for (auto now = begun; now.state != S::done; now = job()) {
            if (now.state == S::failed || now.state == S::cancelled)
                throw std::runtime_error("the import stopped: " + now.failure.value_or("it was cancelled"));
            auto working = std::async(std::launch::async, [&] { return runner.run_this(*import_.job); });
            while (working.wait_for(look_time) != std::future_status::ready) bar.at(job().done);
            working.get();
            bar.at(job().done);
            std::this_thread::sleep_for(look_time / 10);
            if (std::chrono::steady_clock::now() - looked < lease_time) continue;
            runner.keep_leases();
            looked = std::chrono::steady_clock::now();
        }
        bar.end(job().done);
    }

    imports::Counts count() {
        imports::Counts out;
        deployment_.database().read([&](db::Tx& tx) {
            out = imports::count_rows(tx, act_.scope(), import_.id);
            import_ = imports::get_import(tx, act_.scope(), import_.id);
        });
        return out;
    }

    void show_problems() {
        deployment_.database().read([&](db::Tx& tx) {
            for (auto const& row : imports::rows_of_state(tx, act_.scope(), import_.id,
                                                          imports::RowState::problem, 0, rows_shown))
                for (auto const& one : row.problems)
                    if (!one.warns)
                        std::cout << "row " << row.number << ": " << one.path << ": "
                                  << api::field_sentence({one.path, one.code, one.words}, Language::en)
                                  << '\n';
        });
    }

    bool end_dry_run(imports::Counts const& counts) {
        write_report();
        Id<jobs::Job> deleting;
        deployment_.database().write(
            [&](db::Tx& tx) { deleting = imports::begin_deleting(tx, act_, import_); });
        jobs::Runner(around_, registry_).run_this(deleting);
        std::cout << "a dry run: nothing was made\n";
        return counts.problem == 0;
    }

    void write_report() {
        if (given_.report.empty()) return;
        std::ofstream out(given_.report, std::ios::binary);
        auto const language = given_.language == "fr" ? Language::fr : Language::en;
        imports::Report report(act_.scope(), import_, std::nullopt, language);
        for (bool more = true; more;)
            deployment_.database().read([&](db::Tx& tx) {
                auto const lines = report.next(tx);
                out << lines;
                more = !lines.empty();
            });
        if (!out.flush()) throw std::runtime_error("the report " + given_.report + " cannot be written");
        std::cout << "the report is " << given_.report << '\n';
    }

    Given given_;
    Deployment deployment_;
    VaultSafe safe_;
    jobs::Surroundings around_;
    jobs::Registry registry_;
    Act act_;
    Import import_;
};

void add_options(CLI::App& command, Given& given) {
    given.place.add_options(command);
    command.add_option("FILE", given.file, "CSV or XLSX; its first row has the headings")->required();
    auto* const tenant = command.add_option("--tenant", given.tenant, "The partner's domain or id");
    auto* const as = command.add_option("--as", given.as, "The person in whose name it is done: user@domain");
    tenant->excludes(as);
    command.add_option("--map", given.map, "HEADING=FIELD, for a heading that is not understood by itself");
    command.add_option("--country", given.country, "Of rows without one");
    command.add_option("--culture", given.culture, "Of rows without one, as fr-FR");
    command.add_option("--reseller", given.reseller, "Of rows without one: partner id, domain or tenant id");
    command.add_option("--agreement", given.agreement, "Of rows without one: attested or invited")
        ->check(CLI::IsMember({"attested", "invited"}));
    command.add_option("--date-agreed", given.date_agreed, "Of rows without one, where attested");
    command.add_flag("--month-first", given.month_first, "Read 03/04/2026 as the 4th of March");
    command.add_flag("--dry-run", given.dry_run, "Check every row, make nothing, keep nothing");
    command.add_flag("--partial", given.partial,
                     "Make customers of the rows that are ready though others are not");
    command.add_option("--report", given.report, "Write what came of each row into this CSV file");
    command.add_option("--language", given.language, "Of the report: en or fr")
        ->check(CLI::IsMember({"en", "fr"}));
    command.add_flag("--sandbox", given.sandbox, "The deployment is a sandbox");
    command.add_option("--cloud", given.cloud, "global or usgov")->check(CLI::IsMember({"global", "usgov"}));
}

}  // namespace

void add_import(CLI::App& app, Exit& outcome) {
    auto& command = *app.add_subcommand("import", "Customers from a file");
    command.require_subcommand(1);
    auto const given = std::make_shared<Given>();
    auto& customers = *command.add_subcommand(
        "customers",
        "Up to 50,000 rows: read, checked whole, then made; exit code 0 where every row is a customer");
    add_options(customers, *given);
    customers.callback([given, &outcome] {
        if (given->tenant.empty() && given->as.empty())
            throw CLI::ValidationError("--tenant", "say whose customers they are, with --tenant or --as");
        try {
            outcome = Importing(*given).run() && std::cout.flush() ? Exit::done : Exit::failed;
        } catch (Problem const& problem) {
            throw std::runtime_error(words_of(problem));
        }
    });
    auto& format = *command.add_subcommand("template", "Print a CSV file to fill in");
    format.add_option("--language", given->language, "en or fr")->check(CLI::IsMember({"en", "fr"}));
    format.add_option("--cloud", given->cloud, "global or usgov")->check(CLI::IsMember({"global", "usgov"}));
    format.callback([given, &outcome] {
        std::cout << imports::template_csv(given->language == "fr" ? Language::fr : Language::en,
                                           cloud_of(given->cloud));
        outcome = std::cout.flush() ? Exit::done : Exit::failed;
    });
}

}  // namespace entrepot::app
