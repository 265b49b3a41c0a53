// Reading User-Agent: see device.hpp.
#include "access/device.hpp"

#include <utility>

namespace entrepot::access {

namespace {

using Names = std::initializer_list<std::pair<std::string_view, std::string_view>>;

std::string_view first_of(std::string_view text, Names names) {
    for (auto const& [sign, name] : names)
        if (text.find(sign) != std::string_view::npos) return name;
    return {};
}

}  // namespace

std::string device_words(std::string_view user_agent) {
    // Most browsers also call themselves Chrome and Safari: the particular names come first.
    auto const browser = first_of(user_agent, {{"Edg", "Edge"},
                                               {"OPR/", "Opera"},
                                               {"Firefox/", "Firefox"},
                                               {"FxiOS", "Firefox"},
                                               {"CriOS", "Chrome"},
                                               {"Chrome/", "Chrome"},
                                               {"Safari/", "Safari"},
                                               {"curl/", "curl"}});
    auto const system = first_of(user_agent, {{"Android", "Android"},
                                              {"iPhone", "iPhone"},
                                              {"iPad", "iPad"},
                                              {"Windows", "Windows"},
                                              {"Mac OS X", "macOS"},
                                              {"CrOS", "ChromeOS"},
                                              {"Linux", "Linux"}});
    std::string out(browser);
    if (!system.empty()) out += (out.empty() ? "" : ", ") + std::string(system);
    return out;
}

}  // namespace entrepot::access
