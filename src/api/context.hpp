// What an endpoint gets: who calls, the transaction, the time, and a way to add headers.
#pragma once

#include <any>
#include <functional>
#include <vector>

#include "api/gate.hpp"
#include "api/message.hpp"
#include "base/act.hpp"
#include "db/database.hpp"

namespace entrepot::api {

// Of a route that judges_ahead(): what its function judged before the writer's turn, while that holds.
struct Ahead {
    bool is_now = false;  // the call is the one before: it reads, leaves what it judged and answers nothing
    std::any judged;
};

struct Context {
    db::Tx& tx;
    Act const& act;
    Request const& request;
    Gate& gate;
    db::Database& database;  // for heavy routes, which write by themselves: database.write(...)
    bool sandbox = false;
    std::string_view cloud = "global";  // or usgov
    std::string path;  // the request's, in the route's spelling and without doubled slashes: for links
    Answer& answer;    // status and headers; the body comes from what the endpoint returns
    std::vector<std::function<void()>>& afterwards;
    Ahead& ahead;

    // Runs when what the request wrote is committed; never where it was refused.
    void once_committed(std::function<void()> what) const { afterwards.push_back(std::move(what)); }

    // What the call before left, once: a second try judges for itself.
    template <class T>
    std::optional<T> take_judged() const {
        auto* const left = std::any_cast<T>(&ahead.judged);
        auto out = left ? std::optional<T>(std::move(*left)) : std::nullopt;
        ahead.judged.reset();
        return out;
    }

    // The same within another transaction: for a route that asks others and has none.
    Context in(db::Tx& other) const {
        return {other, act, request, gate, database, sandbox, cloud, path, answer, afterwards, ahead};
    }
    Caller const& caller() const { return act.caller; }
    Scope scope() const { return act.scope(); }
    Time now() const { return act.now; }

    Verdict verdict(Permission permission, Standing const& standing = {}) const {
        return gate.may(caller(), permission, standing);
    }
    bool may(Permission permission) const { return verdict(permission).allowed(); }
    // For an endpoint that carries several acts: each asks for its own.
    void require(Permission permission, Standing const& standing = {}) const {
        if (auto refused = verdict(permission, standing); !refused.allowed())
            throw Refused(std::move(refused));
    }
    std::string public_url() const { return gate.public_url(); }
    void header(std::string name, std::string value) {
        answer.headers.emplace_back(std::move(name), std::move(value));
    }
};

}  // namespace entrepot::api
