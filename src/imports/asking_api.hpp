// Who asks for what an import does, as its jobs carry it.
#pragma once

#include "api/context.hpp"
#include "api/problem_answer.hpp"
#include "imports/judge_flow.hpp"

namespace entrepot::imports {

inline Manner manner_of(api::Context& context) {
    auto const verdict = context.verdict(Permission::attest_agreement);
    auto const& request = context.request;
    return {verdict.allowed() ? "" : api::reasons_text(verdict, context.act.language),
            agreements::origin_from(agreements::Path::imported, request.peer,
                                    request.header("X-Forwarded-For"), request.header("User-Agent"))};
}

}  // namespace entrepot::imports
