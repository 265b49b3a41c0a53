// The SQL of files that jobs made: see job_file_store.hpp.
#include "jobs/job_file_store.hpp"

#include "base/base64.hpp"

namespace entrepot::jobs {

namespace {

Scope const chore = Scope::everyone("a chore ends every tenant's old files");

struct Part {
    Id<Job> job;
    std::int64_t number = 0;
    static constexpr std::string_view schema_name = "JobFilePartKey";
    static constexpr auto fields() {
        return Fields{field("jobId", &Part::job, ""), field("number", &Part::number, "")};
    }
};

}  // namespace

void put_part(db::Tx& tx, Scope const& scope, JobFile const& file, std::int64_t number,
              std::string_view bytes) {
    tx.exec(
        scope,
        "INSERT INTO job_file_parts (job_id, number, tenant_id, expires_at, body) VALUES ($1, $2, $3, $4, "
        "$5) ON CONFLICT (job_id, number) DO UPDATE SET body = excluded.body, expires_at = "
        "excluded.expires_at",
        file.job, number, file.tenant, file.expires, base64url(bytes));
}

void put_file(db::Tx& tx, Scope const& scope, JobFile const& file) { tx.insert(scope, file); }

std::optional<JobFile> find_file(db::Tx& tx, Scope const& scope, Id<Job> job, Time real_now) {
    return tx.find<JobFile>(
        scope, "SELECT {*} FROM job_files WHERE job_id = $1 AND expires_at > $2 AND {tenant}", job, real_now);
}

std::optional<std::string> find_part(db::Tx& tx, Scope const& scope, Id<Job> job, std::int64_t number) {
    auto const body = tx.find<std::string>(
        scope, "SELECT body FROM job_file_parts WHERE job_id = $1 AND number = $2 AND {tenant}", job, number);
    return body ? from_base64url(*body) : std::nullopt;
}

void drop_file(db::Tx& tx, Scope const& scope, Id<Job> job) {
    tx.exec(scope, "DELETE FROM job_files WHERE job_id = $1 AND {tenant}", job);
    tx.exec(scope, "UPDATE job_file_parts SET expires_at = 0 WHERE job_id = $1 AND {tenant}", job);
}

std::int64_t end_old_files(db::Tx& tx, Time real_now) {
    tx.exec(chore, "DELETE FROM job_files WHERE expires_at <= $1 AND {shared}", real_now);
    std::int64_t gone = 0;
    for (auto const& part : tx.list<Part>(chore,
                                          "SELECT {*} FROM job_file_parts WHERE expires_at <= $1 AND "
                                          "{shared} ORDER BY expires_at LIMIT 20",
                                          real_now)) {
        tx.exec(chore, "DELETE FROM job_file_parts WHERE job_id = $1 AND number = $2 AND {shared}", part.job,
                part.number);
        ++gone;
    }
    return gone;
}

}  // namespace entrepot::jobs
