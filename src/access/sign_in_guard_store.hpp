// What holds guessing up and cannot be used to lock anybody out: failures are counted for an account from one
// network, slowly for an account as a whole, and apart for devices that the account knows.
#pragma once

#include <optional>
#include <string>

#include "base/safe.hpp"
#include "base/scope.hpp"
#include "base/time.hpp"
#include "db/tx.hpp"

namespace entrepot::access {

struct Attempt {
    std::string account;  // the name that was given, whether or not anybody has it
    std::string address;
    std::string device;  // the device's cookie; empty where it has none
    std::optional<Id<User>> user;
};

constexpr int tries_before_block = 5;
constexpr auto first_block = minutes{15};
constexpr int failures_before_slow = 30;  // of an account, from everywhere, within an hour of each other
constexpr auto slowest = seconds{60};
constexpr int tries_of_known_device = 10;

struct Charged {
    std::optional<int> left;  // tries before a block; a known device has no block
};
// Counts a failure in advance, so that a thousand tries at once are a thousand. Throws sign_in_blocked or
// sign_in_slowed (429), with the seconds to wait, and then counts nothing.
Charged charge(db::Tx& tx, Safe& safe, Attempt const& attempt, Time real_now);
// It was no failure: takes back what `charged` says was counted.
void absolve(db::Tx& tx, Safe& safe, Attempt const& attempt, Charged const& charged);

// The device is known to the account from now on.
void know_device(db::Tx& tx, Safe& safe, Id<Tenant> tenant, Id<User> user, std::string const& cookie,
                 Time real_now);
void forget_devices(db::Tx& tx, Id<Tenant> tenant, Id<User> user);

// Wrong second factors of a person, who has the password: throws second_factor_blocked past ten an hour.
void charge_second_factor(db::Tx& tx, Safe& safe, Id<User> user, Time real_now);
void absolve_second_factor(db::Tx& tx, Safe& safe, Id<User> user);

// Somebody says that they forgot a password: noted for whatever name it is, so that the work, and the
// write, are the same where nobody has it.
void note_forgotten(db::Tx& tx, Safe& safe, std::string const& account, Time real_now);

// A chore: what no longer counts.
std::int64_t end_old_failures(db::Tx& tx, Time real_now);
std::int64_t end_old_devices(db::Tx& tx, Time real_now);

// 2001:db8:1:2:… → 2001:db8:1:2: a household or a firm has a /64; an IPv4 address stays.
std::string network_of(std::string const& address);

}  // namespace entrepot::access
