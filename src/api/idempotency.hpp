// Repeating a request: the first 2xx of a request id is kept a day and given again (house.md 5).
#pragma once

#include "api/context.hpp"
#include "api/paging.hpp"

namespace entrepot::api {

// A keyed digest over tenant, caller, method, path, request id and body; empty where the caller sent no id.
std::string repeat_key(Gate& gate, Act const& act, Request const& request);
// Lets `call` make the answer, and keeps one of 2xx under the key. False where one is kept: `answer` is
// that one, and `call` was not let begin, or was ended with its first question or write.
bool once_only(db::Tx& tx, Gate& gate, Act const& act, std::string const& key, Answer& answer,
               std::function<void()> const& call);
// Ends rows older than a day of real time, a few hundred at a time; how many it ended.
std::int64_t end_kept(db::Tx& tx, Time real_now);

}  // namespace entrepot::api
