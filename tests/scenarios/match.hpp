// What an answer is compared with: JSON that may say less, and <names> that are caught once and then compared.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

namespace entrepot::scenarios {

struct Caught {
    std::string text;  // JSON where it was no text
    bool is_text = true;
};

class Names {
public:
    // Asked for names that nobody caught: <today>, <tenant:provider>, …
    explicit Names(std::function<std::optional<std::string>(std::string const&)> known)
        : known_(std::move(known)) {}

    std::optional<Caught> find(std::string const& name) const;
    void put(std::string const& name, Caught caught) { caught_[name] = std::move(caught); }

    // Every <name> filled in. Throws where one is unknown. In JSON, "<name>" of what was no text loses its quotes and
    // a member "...": "<name>" stands for the members of that object that are not given.
    std::string fill(std::string const& text) const;
    std::string fill_json(std::string const& text) const;

private:
    std::function<std::optional<std::string>(std::string const&)> known_;
    std::map<std::string, Caught> caught_;
};

// Nothing where the text fits the pattern, else what is wrong. `<any>` is anything but nothing.
bool text_fits(std::string const& pattern, std::string const& text, Names& names);

// The first difference as "path: expected …, got …"; nothing where the answer says all that is expected.
std::optional<std::string> json_differs(std::string const& expected, std::string const& got, Names& names);

}  // namespace entrepot::scenarios
