// Keys and secrets through libsodium: see vault.hpp.
#include "access/vault.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <stdexcept>

namespace entrepot::access {

namespace {

std::atomic<std::uint64_t> worked = 0;

constexpr std::size_t key_size = 32;
constexpr std::size_t argon2_memory = 19 << 20;
constexpr int argon2_passes = 2;

void start_sodium() {
    if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
}

void read_key(std::string const& file, unsigned char* key) {
    int const descriptor = ::open(file.c_str(), O_RDONLY);
    if (descriptor < 0)
        throw std::runtime_error("the key file " + file + " cannot be read: " + std::strerror(errno));
    auto const size = read(descriptor, key, key_size + 1);
    close(descriptor);
    if (size != static_cast<ssize_t>(key_size))
        throw std::runtime_error("the key file " + file +
                                 " does not hold 32 bytes; restore it from where you keep it");
}

// Also the file's name is on disk: what is sealed from now on may be on another machine's.
bool sync_folder_of(std::string const& file) {
    auto const slash = file.rfind('/');
    auto const folder = slash == std::string::npos ? "." : file.substr(0, slash + 1);
    int const descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY);
    if (descriptor < 0) return false;
    bool const done = fsync(descriptor) == 0;
    close(descriptor);
    return done;
}

// Written whole under another name first: a key half written would lock its data for good.
void make_key(std::string const& file) {
    unsigned char key[key_size];
    randombytes_buf(key, sizeof key);
    auto const part = file + ".part";
    int const descriptor = ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    bool const whole = descriptor >= 0 &&
                       write(descriptor, key, sizeof key) == static_cast<ssize_t>(sizeof key) &&
                       fsync(descriptor) == 0;
    if (descriptor >= 0) close(descriptor);
    sodium_memzero(key, sizeof key);
    if (!whole || rename(part.c_str(), file.c_str()) != 0 || !sync_folder_of(file))
        throw std::runtime_error("the key file " + file + " cannot be written: " + std::strerror(errno));
}

std::string letters(std::size_t count) {
    static constexpr std::string_view alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    // One system call for all of them. What lies past the last whole alphabet is left out: each is as likely.
    constexpr auto fair = 256 / alphabet.size() * alphabet.size();
    std::array<unsigned char, 64> bytes;
    std::string out;
    while (out.size() < count) {
        randombytes_buf(bytes.data(), bytes.size());
        for (auto const byte : bytes)
            if (byte < fair && out.size() < count) out += alphabet[byte % alphabet.size()];
    }
    sodium_memzero(bytes.data(), bytes.size());
    return out;
}

}  // namespace

Vault::Vault(std::string const& key_file, bool may_make) {
    start_sodium();
    if (may_make && ::access(key_file.c_str(), F_OK) != 0) make_key(key_file);
    unsigned char master[key_size + 1];
    read_key(key_file, master);
    // Two uses, two keys.
    crypto_generichash(sealing_, sizeof sealing_, reinterpret_cast<unsigned char const*>("seal"), 4, master,
                       key_size);
    crypto_generichash(digesting_, sizeof digesting_, reinterpret_cast<unsigned char const*>("digest"), 6,
                       master, key_size);
    sodium_memzero(master, sizeof master);
}

Vault::~Vault() {
    sodium_memzero(sealing_, sizeof sealing_);
    sodium_memzero(digesting_, sizeof digesting_);
}

std::string Vault::seal(std::string_view plain) const {
    std::string out(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + plain.size(), '\0');
    auto* bytes = reinterpret_cast<unsigned char*>(out.data());
    randombytes_buf(bytes, crypto_secretbox_NONCEBYTES);
    crypto_secretbox_easy(bytes + crypto_secretbox_NONCEBYTES,
                          reinterpret_cast<unsigned char const*>(plain.data()), plain.size(), bytes,
                          sealing_);
    return out;
}

std::optional<std::string> Vault::open(std::string_view sealed) const {
    constexpr auto extra = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
    if (sealed.size() < extra) return std::nullopt;
    std::string out(sealed.size() - extra, '\0');
    auto const* bytes = reinterpret_cast<unsigned char const*>(sealed.data());
    if (crypto_secretbox_open_easy(reinterpret_cast<unsigned char*>(out.data()),
                                   bytes + crypto_secretbox_NONCEBYTES,
                                   sealed.size() - crypto_secretbox_NONCEBYTES, bytes, sealing_) != 0)
        return std::nullopt;
    return out;
}

std::string Vault::digest(std::string_view text) const {
    std::string out(crypto_auth_hmacsha256_BYTES, '\0');
    crypto_auth_hmacsha256(reinterpret_cast<unsigned char*>(out.data()),
                           reinterpret_cast<unsigned char const*>(text.data()), text.size(), digesting_);
    return out;
}

std::string new_secret() { return letters(26); }

// 22 of 56 characters are 127.8 bits; the four at the end satisfy rules of other systems.
std::string new_password() { return letters(23) + "-a7K"; }

std::string hash_password(std::string const& password) {
    std::array<char, crypto_pwhash_STRBYTES> out{};
    if (crypto_pwhash_str_alg(out.data(), password.data(), password.size(), argon2_passes, argon2_memory,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::runtime_error("no memory to hash a password");
    return out.data();
}

std::uint64_t hashes_worked() { return worked.load(std::memory_order_relaxed); }

bool verify_password(std::string const& hash, std::string const& password) {
    worked.fetch_add(1, std::memory_order_relaxed);
    return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

}  // namespace entrepot::access
