// Guessing is slowed where it happens, and nobody is locked out by others.
#include <doctest/doctest.h>

#include "access/account_store.hpp"
#include "access/device.hpp"
#include "access/sign_in_guard_store.hpp"
#include "support/house.hpp"

namespace entrepot::access {

namespace {

struct Guarded {
    explicit Guarded(support::Engine engine) : house(engine) {
        house.database().read(
            [&](db::Tx& tx) { user = *find_user_by_name(tx, house.person("sales", "directus").user_name); });
    }
    // Tries before the block, or why there is none to be had.
    std::string charge(Attempt const& attempt) {
        try {
            Charged out;
            house.database().write([&](db::Tx& tx) { out = access::charge(tx, safe(), attempt, now); });
            return out.left ? std::to_string(*out.left) : "known";
        } catch (Problem const& problem) {
            return problem.code + ' ' + problem.words.at("seconds");
        }
    }
    void absolve(Attempt const& attempt) {  // of a known device
        house.database().write([&](db::Tx& tx) { access::absolve(tx, safe(), attempt, {}); });
    }
    Attempt from(std::string const& address, std::string const& device = "") {
        return {user.user_name, address, device, user.id};
    }
    Safe& safe() { return house.inside().keeper(); }

    support::House house;
    UserRecord user;
    Time now = real_time();
};

}  // namespace

TEST_CASE("sign-in guard: five tries from one network, then fifteen minutes and twice as long after each") {
    for (auto const engine : support::engines()) {
        Guarded guarded(engine);
        auto const attacker = guarded.from("2001:db8:1:2::1");
        for (auto const* left : {"4", "3", "2", "1", "0"}) CHECK(guarded.charge(attacker) == left);
        CHECK(guarded.charge(attacker) == "sign_in_blocked 900");
        CHECK(guarded.charge(guarded.from("2001:db8:1:2:ffff::9")) == "sign_in_blocked 900");  // the same /64
        CHECK(guarded.charge(guarded.from("2001:db8:1:3::1")) == "4");
        guarded.now += minutes{15};
        CHECK(guarded.charge(attacker) == "0");
        CHECK(guarded.charge(attacker) == "sign_in_blocked 1800");
        guarded.now += hours{25};
        CHECK(guarded.charge(attacker) == "4");
    }
}

TEST_CASE(
    "sign-in guard: a known device goes on while everybody else is held up, and only for ten wrong tries") {
    for (auto const engine : support::engines()) {
        Guarded guarded(engine);
        guarded.house.database().write([&](db::Tx& tx) {
            know_device(tx, guarded.safe(), guarded.user.tenant, guarded.user.id, "cookie", guarded.now);
        });
        // A network of robots: each address has its five tries, the account as a whole its thirty.
        for (int i = 0; i < 30; ++i) guarded.charge(guarded.from("192.0.2." + std::to_string(i)));
        CHECK(guarded.charge(guarded.from("198.51.100.1")) == "sign_in_slowed 1");
        CHECK(guarded.charge(guarded.from("198.51.100.1", "another cookie")) == "sign_in_slowed 1");
        CHECK(guarded.charge(guarded.from("198.51.100.1", "cookie")) == "known");
        // Slowed, not locked: after the wait a new device has its turn, at most a minute later.
        for (int i = 0; i < 20; ++i) {
            guarded.now += seconds{60};
            CHECK(guarded.charge(guarded.from("203.0.113." + std::to_string(i))) == "4");
        }
        CHECK(guarded.charge(guarded.from("198.51.100.1")) == "sign_in_slowed 60");
        // Right passwords of the known device leave it known, however many.
        for (int i = 0; i < 25; ++i) {
            CHECK(guarded.charge(guarded.from("198.51.100.1", "cookie")) == "known");
            guarded.absolve(guarded.from("198.51.100.1", "cookie"));
        }
        // Ten wrong ones in a row: whoever has it is a stranger from now on.
        for (int i = 0; i < 10; ++i) CHECK(guarded.charge(guarded.from("198.51.100.1", "cookie")) == "known");
        CHECK(guarded.charge(guarded.from("198.51.100.1", "cookie")).starts_with("sign_in_slowed"));
        // What nobody counts any more goes away.
        guarded.now += days{181};
        guarded.house.database().write([&](db::Tx& tx) {
            CHECK(end_old_failures(tx, guarded.now) > 0);
            CHECK(end_old_failures(tx, guarded.now) == 0);
        });
    }
}

TEST_CASE("sign-in guard: networks, and browsers in words") {
    CHECK(network_of("192.0.2.7") == "192.0.2.7");
    CHECK(network_of("::ffff:192.0.2.7") == "192.0.2.7");
    CHECK(network_of("2001:db8:1:2:3:4:5:6") == "2001:db8:1:2::/64");
    CHECK(network_of("no address") == "no address");
    CHECK(device_words("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0") ==
          "Firefox, Linux");
    CHECK(device_words("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
                       "Chrome/130.0 Safari/537.36 Edg/130.0") == "Edge, Windows");
    CHECK(device_words("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1") ==
          "Safari, iPhone");
    CHECK(device_words("") == "");
}

}  // namespace entrepot::access
