// Counting failed sign-ins: see sign_in_guard_store.hpp.
#include "access/sign_in_guard_store.hpp"

#include <arpa/inet.h>

#include <algorithm>

#include "base/base64.hpp"
#include "base/fold.hpp"

namespace entrepot::access {

namespace {

auto const before_sign_in = Scope::everyone("who fails to sign in is nobody yet");

constexpr auto pair_memory = hours{24}, account_memory = hours{1};
constexpr auto device_memory = days{180};
constexpr int second_factors_an_hour = 10;

struct Failures {
    std::string key;
    std::int64_t failures = 0;
    Time last;
    static constexpr std::string_view schema_name = "SignInFailures";
    static constexpr std::string_view table = "sign_in_failures";
    static constexpr auto fields() {
        return Fields{field("key", &Failures::key, "Of what.").key(),
                      field("failures", &Failures::failures, "How many."),
                      field("lastAt", &Failures::last, "Real time.")};
    }
};

struct KnownDevice {
    std::string key;
    Id<Tenant> tenant;
    Id<User> user;
    Time seen;
    static constexpr std::string_view schema_name = "KnownDevice";
    static constexpr std::string_view table = "known_devices";
    static constexpr auto fields() {
        return Fields{field("key", &KnownDevice::key, "Of device and user.").key(),
                      field("tenantId", &KnownDevice::tenant, "The user's tenant."),
                      field("userId", &KnownDevice::user, "Who signed in there."),
                      field("seenAt", &KnownDevice::seen, "Real time.")};
    }
};

std::string key(Safe& safe, std::string_view kind, std::string const& of) {
    return base64url(safe.digest("failures:" + std::string(kind) + ':' + of));
}
std::string account_key(Safe& safe, Attempt const& attempt) {
    return key(safe, "account", lower_ascii(attempt.account));
}
std::string pair_key(Safe& safe, Attempt const& attempt) {
    return key(safe, "pair", lower_ascii(attempt.account) + '\n' + network_of(attempt.address));
}
std::string device_key(Safe& safe, Id<User> user, std::string const& cookie) {
    return base64url(safe.digest("device:" + user.text() + ':' + cookie));
}

Failures count_of(db::Tx& tx, std::string const& key, Time real_now, std::chrono::microseconds memory) {
    auto found = tx.find<Failures>(before_sign_in,
                                   "SELECT {*} FROM sign_in_failures WHERE key = $1 AND {shared}", key);
    if (found && real_now - found->last < memory) return *found;
    return {key, 0, real_now};
}

void set(db::Tx& tx, std::string const& key, std::int64_t failures, Time real_now) {
    tx.exec(before_sign_in,
            "INSERT INTO sign_in_failures (key, failures, last_at) VALUES ($1, $2, $3) "
            "ON CONFLICT (key) DO UPDATE SET failures = excluded.failures, last_at = excluded.last_at",
            key, failures, real_now);
}

void clear(db::Tx& tx, std::string const& key) {
    tx.exec(before_sign_in, "DELETE FROM sign_in_failures WHERE key = $1 AND {shared}", key);
}

std::optional<KnownDevice> known_device(db::Tx& tx, Safe& safe, Attempt const& attempt) {
    if (!attempt.user || attempt.device.empty()) return std::nullopt;
    return tx.find<KnownDevice>(before_sign_in, "SELECT {*} FROM known_devices WHERE key = $1 AND {tenant}",
                                device_key(safe, *attempt.user, attempt.device));
}

[[noreturn]] void refuse(char const* code, std::chrono::microseconds wait) {
    auto const whole = std::max<std::int64_t>(1, (wait.count() + 999'999) / 1'000'000);
    throw Problem(code, {{"seconds", std::to_string(whole)}, {"minutes", std::to_string((whole + 59) / 60)}});
}

// True where this device may go on; false where it has used up what a known one may.
bool charge_device(db::Tx& tx, KnownDevice const& device, Time real_now) {
    auto const counted = count_of(tx, device.key, real_now, pair_memory);
    if (counted.failures >= tries_of_known_device) {
        tx.exec(before_sign_in, "DELETE FROM known_devices WHERE key = $1 AND {tenant}", device.key);
        return false;
    }
    set(tx, device.key, counted.failures + 1, real_now);
    return true;
}

}  // namespace

std::string network_of(std::string const& address) {
    in6_addr parsed{};
    if (inet_pton(AF_INET6, address.c_str(), &parsed) != 1) return address;
    if (IN6_IS_ADDR_V4MAPPED(&parsed)) return address.substr(address.rfind(':') + 1);
    std::fill(parsed.s6_addr + 8, parsed.s6_addr + 16, std::uint8_t{0});
    char text[INET6_ADDRSTRLEN];
    return std::string(inet_ntop(AF_INET6, &parsed, text, sizeof text)) + "/64";
}

Charged charge(db::Tx& tx, Safe& safe, Attempt const& attempt, Time real_now) {
    if (auto const device = known_device(tx, safe, attempt); device && charge_device(tx, *device, real_now))
        return {};
    auto const pair = count_of(tx, pair_key(safe, attempt), real_now, pair_memory);
    if (pair.failures >= tries_before_block) {
        // 15 minutes, and twice as long after each further failure, up to four hours.
        auto const wait = first_block * (1 << std::min<std::int64_t>(pair.failures - tries_before_block, 4));
        if (real_now < pair.last + wait) refuse("sign_in_blocked", pair.last + wait - real_now);
    }
    auto const account = count_of(tx, account_key(safe, attempt), real_now, account_memory);
    if (account.failures >= failures_before_slow) {
        auto const more = std::min<std::int64_t>(account.failures - failures_before_slow, 6);
        auto const wait = std::min<std::chrono::microseconds>(seconds{1 << more}, slowest);
        if (real_now < account.last + wait) refuse("sign_in_slowed", account.last + wait - real_now);
    }
    set(tx, pair.key, pair.failures + 1, real_now);
    set(tx, account.key, account.failures + 1, real_now);
    return {std::max(0, tries_before_block - static_cast<int>(pair.failures) - 1)};
}

void absolve(db::Tx& tx, Safe& safe, Attempt const& attempt, Charged const& charged) {
    if (!charged.left) {
        clear(tx, device_key(safe, attempt.user.value_or(Id<User>{}), attempt.device));
        return;
    }
    clear(tx, pair_key(safe, attempt));
    tx.exec(
        before_sign_in,
        "UPDATE sign_in_failures SET failures = failures - 1 WHERE key = $1 AND failures > 0 AND {shared}",
        account_key(safe, attempt));
}

void know_device(db::Tx& tx, Safe& safe, Id<Tenant> tenant, Id<User> user, std::string const& cookie,
                 Time real_now) {
    tx.exec(Scope::partner(tenant),
            "INSERT INTO known_devices (key, tenant_id, user_id, seen_at) VALUES ($1, $2, $3, $4) "
            "ON CONFLICT (key) DO UPDATE SET seen_at = excluded.seen_at",
            device_key(safe, user, cookie), tenant, user, real_now);
}

void forget_devices(db::Tx& tx, Id<Tenant> tenant, Id<User> user) {
    tx.exec(Scope::partner(tenant), "DELETE FROM known_devices WHERE user_id = $1 AND {tenant}", user);
}

void charge_second_factor(db::Tx& tx, Safe& safe, Id<User> user, Time real_now) {
    auto const counted = count_of(tx, key(safe, "factor", user.text()), real_now, account_memory);
    if (counted.failures >= second_factors_an_hour)
        refuse("second_factor_blocked", counted.last + account_memory - real_now);
    set(tx, counted.key, counted.failures + 1, real_now);
}

void absolve_second_factor(db::Tx& tx, Safe& safe, Id<User> user) {
    clear(tx, key(safe, "factor", user.text()));
}

void note_forgotten(db::Tx& tx, Safe& safe, std::string const& account, Time real_now) {
    set(tx, key(safe, "forgotten", lower_ascii(account)), 1, real_now);
}

std::int64_t end_old_failures(db::Tx& tx, Time real_now) {
    return tx.exec(before_sign_in,
                   "DELETE FROM sign_in_failures WHERE key IN (SELECT key FROM sign_in_failures WHERE "
                   "last_at < $1 AND {shared} LIMIT 500)",
                   real_now - pair_memory);
}

std::int64_t end_old_devices(db::Tx& tx, Time real_now) {
    return tx.exec(before_sign_in,
                   "DELETE FROM known_devices WHERE key IN (SELECT key FROM known_devices WHERE "
                   "seen_at < $1 AND {tenant} LIMIT 500)",
                   real_now - device_memory);
}

}  // namespace entrepot::access
