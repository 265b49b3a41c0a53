// Repeating a request: the first 2xx of a request id is kept a day and given again (house.md 5).
#pragma once

#include "api/context.hpp"
#include "api/paging.hpp"

namespace entrepot::api {

// A keyed digest over tenant, caller, method, path, request id and body; empty where the caller sent no id.
std::string repeat_key(Gate& gate, Act const& act, Request const& request);
std::optional<Answer> find_kept(db::Tx& tx, Gate& gate, Act const& act, std::string const& key);
void keep(db::Tx& tx, Gate& gate, Act const& act, std::string const& key, Answer const& answer);
// Ends rows older than a day of real time, a few hundred at a time; how many it ended.
std::int64_t end_kept(db::Tx& tx, Time real_now);

}  // namespace entrepot::api
