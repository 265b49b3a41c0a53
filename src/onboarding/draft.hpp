// A draft of the wizard: carried as it is, but for its title and the domain it holds.
#pragma once

#include <optional>
#include <string>

#include "base/act.hpp"
#include "base/problem.hpp"

namespace entrepot::onboarding {

constexpr auto draft_life = hours{24 * 30};
constexpr auto reservation_life = hours{24};  // from the last edit
constexpr int drafts_of_a_tenant = 500;
constexpr int reservations_of_a_tenant = 100;
constexpr std::size_t draft_bytes = 256 << 10;

struct DraftPerson {
    Id<User> id;
    std::string display_name;
    static constexpr std::string_view schema_name = "DraftPerson";
    static constexpr auto fields() {
        return Fields{field("id", &DraftPerson::id, "The user."),
                      field("displayName", &DraftPerson::display_name, "First and last name.")};
    }
};

struct Draft {
    Id<Draft> id;
    Id<Tenant> tenant;
    std::int64_t version = 1;
    RawJson state;
    std::string title;
    DraftPerson owner, edited_by;
    std::optional<std::string> domain;
    std::optional<Time> domain_reserved_until;
    Time created, updated, expires;

    static constexpr std::string_view schema_name = "Draft";
    static constexpr std::string_view table = "drafts";
    static constexpr auto fields() {
        return Fields{
            field("id", &Draft::id, "The draft.").key().column("draft_id"),
            field("tenantId", &Draft::tenant, "Whose it is.").key().hidden(),
            field("version", &Draft::version, "Grows with every save; a save names the one it saw."),
            field("state", &Draft::state, "The onboarding as far as it is filled in; absent in lists."),
            field("title", &Draft::title, "The company's name, as far as it is known."),
            field("owner", &Draft::owner, "Who began it, or took it over."),
            field("editedBy", &Draft::edited_by, "Who saved it last."),
            field("domain", &Draft::domain, "The domain it holds."),
            field("domainReservedUntil", &Draft::domain_reserved_until, "Until when, real time."),
            field("createdAt", &Draft::created, "Real time."),
            field("updatedAt", &Draft::updated, "Real time."),
            field("expiresAt", &Draft::expires, "30 days after the last save, real time."),
        };
    }
};

// What a draft's state says of itself; empty where it says nothing yet.
struct DraftSummary {
    std::string title, domain;
};
// Throws Problem draft_too_large.
DraftSummary summarise(RawJson const& state);

}  // namespace entrepot::onboarding
