// A file that a job made for its asker: kept in parts, fetched from any server, gone after a while.
#pragma once

#include "jobs/job.hpp"

namespace entrepot::jobs {

struct JobFile {
    Id<Job> job;
    Id<Tenant> tenant;
    std::string name, media_type;
    std::int64_t size = 0, parts = 0;
    Time made, expires;  // real time

    static constexpr std::string_view schema_name = "JobFile";
    static constexpr std::string_view table = "job_files";
    static constexpr auto fields() {
        return Fields{
            field("jobId", &JobFile::job, "The job.").key(),
            field("tenantId", &JobFile::tenant, "Whose."),
            field("name", &JobFile::name, "What it is called where it is kept."),
            field("mediaType", &JobFile::media_type, "What it is."),
            field("size", &JobFile::size, "Bytes."),
            field("parts", &JobFile::parts, "In how many parts it is kept."),
            field("madeAt", &JobFile::made, "When it was done."),
            field("expiresAt", &JobFile::expires, "When it goes."),
        };
    }
};

inline constexpr std::size_t file_part_size = 96 << 10;
inline constexpr auto file_life = hours{24};

// One part, from 0 on; again where an earlier attempt of the job came as far.
void put_part(db::Tx& tx, Scope const& scope, JobFile const& file, std::int64_t number,
              std::string_view bytes);
// It is whole and may be fetched.
void put_file(db::Tx& tx, Scope const& scope, JobFile const& file);

// Nothing for one that has expired.
std::optional<JobFile> find_file(db::Tx& tx, Scope const& scope, Id<Job> job, Time real_now);
std::optional<std::string> find_part(db::Tx& tx, Scope const& scope, Id<Job> job, std::int64_t number);
// Its parts go with the next end_old_files().
void drop_file(db::Tx& tx, Scope const& scope, Id<Job> job);
// A slice; how many rows went.
std::int64_t end_old_files(db::Tx& tx, Time real_now);

}  // namespace entrepot::jobs
