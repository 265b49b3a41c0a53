// Why a request cannot go on. Codes only: the sentences stand in data/problems.json.
#pragma once

#include <exception>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entrepot {

// Words put into a sentence's {places}.
using Words = std::map<std::string, std::string>;

struct FieldProblem {
    std::string field;  // path in the request: billingProfile.defaultAddress.city, lineItems[0].quantity
    std::string code;
    Words words;
};

// Thrown by rules and stores, caught once in api/: the transaction rolls back, the caller gets the answer.
class Problem : public std::exception {
public:
    explicit Problem(std::string code, Words words = {}) : code(std::move(code)), words(std::move(words)) {}

    Problem&& at(std::string field) && {
        fields.push_back({std::move(field), code, words});
        return std::move(*this);
    }
    Problem&& with(std::vector<FieldProblem> list) && {
        fields = std::move(list);
        return std::move(*this);
    }
    char const* what() const noexcept override { return code.c_str(); }

    std::string code;
    Words words;
    std::vector<FieldProblem> fields;
};

// Gathers every wrong field before saying so once.
class Problems {
public:
    void add(std::string field, std::string code, Words words = {}) {
        list_.push_back({std::move(field), std::move(code), std::move(words)});
    }
    bool empty() const { return list_.empty(); }
    bool has(std::string_view field) const {
        for (auto const& one : list_)
            if (one.field == field) return true;
        return false;
    }
    std::vector<FieldProblem> const& list() const { return list_; }

    // One wrong field gives its own code; several are invalid properties (3000/400).
    void raise() const {
        if (list_.empty()) return;
        throw Problem(list_.size() == 1 ? list_.front().code : "3000",
                      list_.size() == 1 ? list_.front().words : Words{})
            .with(list_);
    }

private:
    std::vector<FieldProblem> list_;
};

}  // namespace entrepot
