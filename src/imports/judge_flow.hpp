// Judging an import's rows by the rules of onboarding: what is one for all rows is read once.
#pragma once

#include <map>

#include "db/tx.hpp"
#include "imports/import_store.hpp"
#include "imports/row_form.hpp"
#include "onboarding/onboard_flow.hpp"

namespace entrepot::imports {

// On whose behalf and how, as the jobs of an import carry it.
struct Manner {
    std::string why_not_attest;  // in the asker's words; empty: they may
    agreements::Origin origin;
    static constexpr std::string_view schema_name = "ImportManner";
    static constexpr auto fields() {
        return Fields{field("whyNotAttest", &Manner::why_not_attest, "Empty: they may.").or_default(),
                      field("origin", &Manner::origin, "From where it was asked for.").or_default()};
    }
};

struct JudgedRow {
    ImportRow row;  // with its state, its problems and what it is found by
    onboarding::OnboardingForm form;
    onboarding::Judged judged;
    bool is_good() const { return judged.problems.empty(); }
};

class RowJudge {
public:
    RowJudge(db::Tx& tx, Act act, bool sandbox, Manner manner, Plan plan);

    // By the rules alone; what others hold comes by add_conflicts().
    JudgedRow judge(ImportRow row);
    access::TenantRecord const& partner() const { return facts_.partner; }
    Act const& act() const { return act_; }

private:
    void put_reseller(JudgedRow& out, std::string const& named, Problems& found);
    void judge_agreement(JudgedRow& out, Problems& found);

    struct Reseller {
        std::optional<access::TenantRecord> tenant;
        bool active = false;
    };
    Reseller const& reseller(std::string const& named);

    db::Tx& tx_;
    Act act_;
    bool sandbox_;
    Manner manner_;
    RowReader reader_;
    customers::AddingFacts facts_;
    std::string attested_by_;
    std::map<std::string, Reseller> resellers_;
};

// Rows next to each other, which are stored with what they are found by: domains that others hold or that a
// row before wants, and customers that they may be. State and problems change; which rows did is answered.
std::vector<ImportRow*> add_conflicts(db::Tx& tx, Scope const& scope, std::vector<ImportRow*> const& rows,
                                      Time real_now);

}  // namespace entrepot::imports
