// How many answers in pieces are under way at once: in all, and of one caller.
#pragma once

#include <memory>
#include <string>

#include "base/time.hpp"

namespace entrepot::api {

enum class StreamKind : unsigned char { file, events };

struct StreamLimits {
    int files = 64, files_of_one = 4;
    int events = 512, events_of_one = 16;
    seconds asked_again{30};  // how often whoever reads is asked again who they are
};

class StreamPlaces {
public:
    explicit StreamPlaces(StreamLimits limits);
    // Throws Problem `busy` or `too_many_streams`. The place is free again when what it returns goes.
    std::shared_ptr<void> take(StreamKind kind, std::string const& caller);

private:
    struct Inside;
    StreamLimits limits_;
    std::shared_ptr<Inside> inside_;  // lives as long as the last place
};

}  // namespace entrepot::api
