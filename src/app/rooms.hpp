// The list of rooms: the only folder that names every one.
#pragma once

#include <vector>

#include "api/router.hpp"
#include "jobs/run.hpp"

namespace entrepot::app {

void add_all_routes(api::Router& router);
// Every kind of job and every chore; rooms that have some say so in their add_jobs().
void add_all_jobs(jobs::Registry& registry);

}  // namespace entrepot::app
