// JSON of others, read member by member: what we did not define has no type of ours; names to the letter.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entrepot::json {

class Foreign {
public:
    // Nothing for what is no object.
    static std::optional<Foreign> parse(std::string_view text);

    bool has(std::string_view name) const;
    // Empty where it is absent or of another kind; so are the others.
    std::string text(std::string_view name) const;
    // One text or a list of them.
    std::vector<std::string> texts(std::string_view name) const;
    std::vector<Foreign> objects(std::string_view name) const;
    // A number not below 0, its fraction cut off.
    std::int64_t whole(std::string_view name) const;
    // true, or 1 or "true", as some write it.
    bool is_true(std::string_view name) const;

private:
    struct Inside;
    explicit Foreign(std::shared_ptr<Inside const> inside) : inside_(std::move(inside)) {}
    std::shared_ptr<Inside const> inside_;
};

}  // namespace entrepot::json
