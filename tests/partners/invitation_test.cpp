// Invitations end, and their words open nothing else: rules B2.
#include "partners/invitation.hpp"

#include <doctest/doctest.h>

#include "partners/invitation_mail.hpp"
#include "partners/invitation_store.hpp"
#include "support/house.hpp"

using namespace entrepot;
using namespace entrepot::partners;

namespace {

Invitation sample(Id<Tenant> partner) {
    Invitation out;
    out.id = Id<Invitation>(new_uuid());
    out.partner = partner;
    out.recipient = {"Ana", "ana@fournil.example", "en"};
    out.invited_by = "Mathis Brun";
    out.created = real_time();
    out.expires = out.created + days{30};
    return out;
}

std::string refusal(Invitation const& one, Time now) {
    try {
        require_open(one, now);
    } catch (Problem const& problem) {
        return problem.code;
    }
    return {};
}

}  // namespace

TEST_CASE("invitation: open until its time, and answered once") {
    auto one = sample(Id<Tenant>(new_uuid()));
    CHECK(refusal(one, one.created).empty());
    CHECK(one.state_at(one.expires) == InvitationState::expired);
    CHECK(refusal(one, one.expires) == "invitation_expired");
    one.state = InvitationState::revoked;
    CHECK(refusal(one, one.expires) == "invitation_revoked");
    one.state = InvitationState::accepted;
    CHECK(refusal(one, one.created) == "invitation_answered");
}

TEST_CASE("invitation: a word opens its own invitation, and only the last link does") {
    support::House house;
    auto& keeper = house.inside().keeper();
    auto one = sample(house.tenant("directfr").id);
    auto const word = write_word(one, keeper);
    CHECK(word.size() == 43);
    CHECK(word == write_word(one, keeper));
    house.database().write([&](db::Tx& tx) {
        insert(tx, Scope::partner(one.partner), one);
        CHECK(find_by_word(tx, keeper, word).has_value());
        for (std::size_t i = 0; i < word.size(); ++i) {
            auto other = word;
            other[i] = other[i] == 'A' ? 'B' : 'A';
            if (other != word) CHECK_FALSE(find_by_word(tx, keeper, other).has_value());
        }
        ++one.turn;
        save(tx, one);
        CHECK_FALSE(find_by_word(tx, keeper, word).has_value());
        CHECK(find_by_word(tx, keeper, write_word(one, keeper)).has_value());
    });
}

TEST_CASE("invitation: expired ones are listed as such, and answer so") {
    support::House house;
    auto one = sample(house.tenant("directfr").id);
    one.expires = real_time() - hours{1};
    auto const scope = Scope::partner(one.partner);
    house.database().write([&](db::Tx& tx) {
        insert(tx, scope, one);
        InvitationQuery query;
        query.state = InvitationState::expired;
        CHECK(invitations(tx, scope, query, real_time()).size() == 1);
        query.state = InvitationState::open;
        CHECK(invitations(tx, scope, query, real_time()).empty());
        query.state = std::nullopt;
        CHECK(invitations(tx, scope, query, real_time()).size() == 1);
        CHECK(invitations(tx, Scope::partner(house.tenant("provider").id), query, real_time()).empty());
    });
    auto request = support::request(api::Method::get,
                                    "/ext/v1/invitation-links/" + write_word(one, house.inside().keeper()));
    CHECK(house.ask(std::move(request)).body.find("\"state\":\"expired\"") != std::string::npos);
}

TEST_CASE("invitation: every kind has a mail in both languages, with its link") {
    using K = InvitationKind;
    for (auto const kind : {K::relationship, K::agreement, K::attestation, K::partnership})
        for (std::string const language : {"fr", "en"}) {
            auto one = sample(Id<Tenant>(new_uuid()));
            one.kind = kind;
            one.recipient.language = language;
            auto const mail =
                mail_of(one, {"Armor", "", "Fournil", "2026-03", "https://e.example/invitation/x"});
            CHECK(mail.body.find("https://e.example/invitation/x") != std::string::npos);
            CHECK(mail.subject.find('\n') == std::string::npos);
            CHECK(mail.body.find('{') == std::string::npos);
        }
}
