// Reading the file of outside providers: see outside_provider.hpp.
#include "access/outside_provider.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>
#include <stdexcept>

#include "json/json.hpp"

namespace entrepot::access {

namespace {

struct ProviderFile {
    std::vector<OutsideProvider> providers;
    static constexpr std::string_view schema_name = "OutsideProviderFile";
    static constexpr auto fields() {
        return Fields{field("providers", &ProviderFile::providers, "Each of them.")};
    }
};

[[noreturn]] void refuse(OutsideProvider const& provider, std::string const& why) {
    throw std::runtime_error("provider " + provider.name + ": " + why);
}

std::string text_of(std::string const& file) {
    std::ifstream in(file);
    if (!in) throw std::runtime_error("cannot be read");
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string secret_of(OutsideProvider const& provider) {
    if (provider.secret_file && provider.secret_variable)
        refuse(provider, "clientSecretFile or clientSecretEnv, not both");
    if (provider.secret_variable) {
        auto const* value = std::getenv(provider.secret_variable->c_str());
        if (!value || !*value) refuse(provider, "the variable " + *provider.secret_variable + " is not set");
        return value;
    }
    if (!provider.secret_file) return {};
    std::ifstream in(*provider.secret_file);
    std::string line;
    if (!std::getline(in, line) || line.empty())
        refuse(provider, "no secret can be read in " + *provider.secret_file);
    return line;
}

void check_name(OutsideProvider const& provider, std::set<std::string>& names) {
    bool const plain =
        provider.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
    if (!plain) refuse(provider, "a name is small letters, figures and hyphens");
    if (!names.insert(provider.name).second) refuse(provider, "this name stands there twice");
}

void check_issuer(OutsideProvider const& provider) {
    auto const& issuer = provider.issuer;
    if (!is_trusted_transport(issuer))
        refuse(provider, "the issuer begins with https://, or with http:// where it is on this machine");
    if (issuer.find_first_of(" ?#") != std::string::npos)
        refuse(provider, "the issuer is an address without ? and #");
}

// Who may give roles is for people here to decide.
void check_roles(OutsideProvider const& provider) {
    for (auto const role : provider.roles_of_new_people)
        if (role == Role::global_admin || role == Role::user_management_admin ||
            role == Role::deployment_operator)
            refuse(provider, "rolesOfNewPeople may not hold " + json::word(role) +
                                 ": invite such people, they sign in with it all the same");
    if (!provider.roles_of_new_people.empty() && provider.match == Matching::link)
        refuse(provider, "people are added by their address: rolesOfNewPeople needs match email");
}

}  // namespace

bool is_trusted_transport(std::string_view url) {
    if (url.starts_with("https://")) return url.size() > 8;
    if (!url.starts_with("http://")) return false;
    auto const authority = url.substr(7, url.find_first_of("/?#", 7) - 7);
    if (authority.find('@') != std::string_view::npos) return false;
    auto const host = authority.starts_with('[') ? authority.substr(0, authority.find(']') + 1)
                                                 : authority.substr(0, authority.find(':'));
    return host == "127.0.0.1" || host == "localhost" || host == "[::1]";
}

std::vector<OutsideProvider> outside_providers_of(std::string const& text) {
    ProviderFile file;
    Problems problems;
    try {
        json::decode(json::type_of<ProviderFile>(), &file, text, problems, {.refuse_unknown = true});
    } catch (Problem const&) {
        throw std::runtime_error("is not JSON");
    }
    if (!problems.empty())
        throw std::runtime_error(problems.list().front().field + ": " + problems.list().front().code +
                                 " (docs/outside-sign-in.md has an example)");
    std::set<std::string> names;
    for (auto& provider : file.providers) {
        check_name(provider, names);
        check_issuer(provider);
        check_roles(provider);
        provider.secret = secret_of(provider);
    }
    return file.providers;
}

std::vector<OutsideProvider> read_outside_providers(std::string const& file) {
    try {
        return outside_providers_of(text_of(file));
    } catch (std::runtime_error const& error) {
        throw std::runtime_error("the file of sign-in providers " + file + ": " + error.what());
    }
}

}  // namespace entrepot::access
