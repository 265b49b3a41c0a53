// Places for answers in pieces: see stream_places.hpp.
#include "api/stream_places.hpp"

#include <array>
#include <map>
#include <mutex>

#include "base/problem.hpp"

namespace entrepot::api {

struct StreamPlaces::Inside {
    struct OfKind {
        int all = 0;
        std::map<std::string, int> of_one;
    };
    std::mutex mutex;
    std::array<OfKind, 2> kinds;

    void give(OfKind& kind, std::string const& caller) {
        std::lock_guard const lock(mutex);
        --kind.all;
        if (auto const at = kind.of_one.find(caller); --at->second == 0) kind.of_one.erase(at);
    }
};

StreamPlaces::StreamPlaces(StreamLimits limits) : limits_(limits), inside_(std::make_shared<Inside>()) {}

std::shared_ptr<void> StreamPlaces::take(StreamKind kind, std::string const& caller) {
    bool const is_file = kind == StreamKind::file;
    auto& of_kind = inside_->kinds[is_file ? 0 : 1];
    int const most_of_one = is_file ? limits_.files_of_one : limits_.events_of_one;
    {
        std::lock_guard const lock(inside_->mutex);
        auto const at = of_kind.of_one.find(caller);
        if (at != of_kind.of_one.end() && at->second >= most_of_one)
            throw Problem("too_many_streams", {{"limit", std::to_string(most_of_one)}});
        if (of_kind.all >= (is_file ? limits_.files : limits_.events)) throw Problem("busy");
        ++of_kind.all;
        ++of_kind.of_one[caller];
    }
    return {nullptr, [inside = inside_, &of_kind, caller](void*) { inside->give(of_kind, caller); }};
}

}  // namespace entrepot::api
