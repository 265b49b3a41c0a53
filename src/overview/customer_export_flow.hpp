// The list of customers as a workbook: a job, whose file only its asker may fetch.
#pragma once

#include "jobs/job_file_store.hpp"
#include "jobs/run.hpp"
#include "overview/customer_list.hpp"

namespace entrepot::overview {

// The job's argument.
struct ExportWish {
    std::optional<std::string> search, reseller, country;
    std::optional<customers::AgreementState> agreement;
    std::optional<Id<Tenant>> provider;
    bool with_amounts = false;

    ListFilter filter() const { return {search, reseller, country, agreement, provider}; }
    static constexpr std::string_view schema_name = "CustomerExportWish";
    static constexpr auto fields() {
        using W = ExportWish;
        return Fields{field("q", &W::search, "As in the list."),
                      field("reseller", &W::reseller, ""),
                      field("country", &W::country, ""),
                      field("agreement", &W::agreement, ""),
                      field("provider", &W::provider, ""),
                      field("withAmounts", &W::with_amounts, "For who may see prices.")};
    }
};

inline constexpr jobs::Kind<ExportWish> export_customers{"overview.export_customers", jobs::Lane::slow, 3};

// Written to the log: a whole list of customers leaves the house.
void note_export(db::Tx& tx, Act const& act, ListFilter const& filter, std::string_view form);
// One at a time of a person and the same filters.
Id<jobs::Job> ask_for_workbook(db::Tx& tx, Act const& act, ExportWish const& wish);
void make_workbook(jobs::Run& run, ExportWish const& wish);
// Whether this caller asked for it.
bool is_asker(jobs::Job const& job, Caller const& caller);

}  // namespace entrepot::overview
