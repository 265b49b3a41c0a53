// Words for the sentences of problems that differ between the two languages: each stands there twice.
#pragma once

#include "base/problem.hpp"
#include "base/time.hpp"

namespace entrepot {

// {NAME_en} and {NAME_fr}, for the English and the French sentence.
Words both(std::string const& name, std::string en, std::string fr);
// "22 Nov 2026 at 9:12 am UTC", « 22 nov. 2026 à 9 h 12 UTC ».
Words moment(std::string const& name, Time time);
// "22 Nov 2026", « 22 nov. 2026 ».
Words day(std::string const& name, Date date);

}  // namespace entrepot
