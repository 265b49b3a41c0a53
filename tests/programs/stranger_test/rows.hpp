// The rows of somebody in a SQLite file: their ids and words, and whether they changed.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace entrepot::stranger {

// Values by the column they stand in: customer_id → ids, name → names.
using Values = std::map<std::string, std::vector<std::string>>;

// Reads beside the server, past its rules.
class File {
public:
    explicit File(std::string const& path);

    // Of tenants, and of customers, as SQL conditions over tenant_id and customer_id.
    struct Whose {
        std::string tenants, customers;
    };
    // A few values of every column that tells one row from another.
    Values values(Whose const& whose);
    // One number a table over every row that is theirs.
    std::map<std::string, std::uint64_t> sums(Whose const& whose);
    // Whether anything was written since the last time.
    bool was_written();

private:
    std::vector<std::string> columns(std::string const& table);
    std::string condition(std::string const& table, Whose const& whose);
    template <class F>
    void each(std::string const& sql, F const& use);

    std::shared_ptr<sqlite3> file_;
    std::vector<std::string> tables_;
    std::int64_t version_ = -1;
};

}  // namespace entrepot::stranger
