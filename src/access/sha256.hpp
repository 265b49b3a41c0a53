// SHA-256, for evidence that anybody can check again, and for telling files apart.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace entrepot::access {

// Of bytes that come piece by piece.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    void add(std::string_view piece);
    // 32 bytes; nothing is added after.
    std::string digest();

private:
    struct State;
    std::unique_ptr<State> state_;
};

// 64 hexadecimal digits, lower case.
std::string sha256_hex(std::string_view bytes);

}  // namespace entrepot::access
