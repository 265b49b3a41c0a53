// Refusals in the log: see refusal_log.hpp.
#include "api/refusal_log.hpp"

#include "api/router.hpp"
#include "base/log.hpp"

namespace entrepot::api {

std::string code_of(std::exception_ptr error) {
    try {
        std::rethrow_exception(error);
    } catch (Problem const& problem) {
        return problem.code;
    } catch (...) {
        return {};
    }
}

void note_refusal(Route const& route, Act const& act, Request const& request, int status,
                  std::string const& code, std::string const& correlation) {
    bool const is_stranger = !route.permission && code != "too_many_failures";
    if (status != 403 && !(is_stranger && (status == 401 || status == 429))) return;
    log(Level::info, "refused",
        {{"code", code},
         {"route", std::string(method_name(route.method)) + ' ' + route.pattern},
         {"tenant", act.caller.tenant.empty() ? "" : act.caller.tenant.text()},
         {"user", act.caller.user ? act.caller.user->text() : ""},
         {"app", act.caller.app ? act.caller.app->text() : ""},
         {"address", request.peer},
         {"correlation", correlation}});
}

}  // namespace entrepot::api
