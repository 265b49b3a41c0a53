// The list of rooms: the only folder that names every one.
#pragma once

#include <vector>

#include "api/router.hpp"
#include "jobs/job.hpp"

namespace entrepot::app {

void add_all_routes(api::Router& router);
std::vector<jobs::Chore> all_chores();

}  // namespace entrepot::app
