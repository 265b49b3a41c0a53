// A truth the program rests on: stays on in release, and breaks the request, not the server.
#pragma once

#include <stdexcept>

namespace entrepot {

struct BrokenTruth : std::logic_error {
    using std::logic_error::logic_error;
};

inline void check(bool truth, char const* words) {
    if (!truth) throw BrokenTruth(words);
}

}  // namespace entrepot
