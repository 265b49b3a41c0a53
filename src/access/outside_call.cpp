// Asking an outside provider through libcurl: see outside_call.hpp.
#include "access/outside_call.hpp"

#include <curl/curl.h>

#include <memory>

#include "base/check.hpp"

namespace entrepot::access {

namespace {

constexpr long connect_ms = 3'000, whole_ms = 6'000;
constexpr std::size_t most_bytes = 256 * 1024;

struct Body {
    std::string text;
    bool too_long = false;
};

std::size_t take(char* bytes, std::size_t size, std::size_t count, void* user) {
    auto& body = *static_cast<Body*>(user);
    auto const length = size * count;
    body.too_long = body.text.size() + length > most_bytes;
    if (body.too_long) return 0;  // curl gives up
    body.text.append(bytes, length);
    return length;
}

using Handle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using Lines = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

std::string encoded(std::string const& text) {
    std::unique_ptr<char, decltype(&curl_free)> const out(
        curl_easy_escape(nullptr, text.data(), static_cast<int>(text.size())), curl_free);
    check(out != nullptr, "libcurl encodes");
    return out.get();
}

void prepare(CURL* handle, OutsideProvider const& provider, std::string const& url, Body& body, char* words) {
    bool const here = url.starts_with("http://");
    curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, here ? "http" : "https");
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &body);
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, connect_ms);
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, whole_ms);
    curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, words);
    curl_easy_setopt(handle, CURLOPT_USERAGENT, "entrepot");
    if (here) curl_easy_setopt(handle, CURLOPT_NOPROXY, "*");
    if (provider.ca_file) curl_easy_setopt(handle, CURLOPT_CAINFO, provider.ca_file->c_str());
}

OutsideAnswer ask(OutsideProvider const& provider, std::string const& url, std::string const* form,
                  std::optional<ClientProof> const& proof) {
    static bool const begun = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    check(begun, "libcurl starts");
    if (!is_trusted_transport(url)) return {0, {}, "is not https"};
    Handle const curl(curl_easy_init(), curl_easy_cleanup);
    if (!curl) return {0, {}, "no memory"};
    Body body;
    char words[CURL_ERROR_SIZE] = "";
    prepare(curl.get(), provider, url, body, words);
    Lines const lines(curl_slist_append(nullptr, "Accept: application/json"), curl_slist_free_all);
    curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, lines.get());
    if (form) {
        curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(form->size()));
        curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, form->c_str());
    }
    if (proof) {
        // Encoded before they are joined (RFC 6749, 2.3.1).
        curl_easy_setopt(curl.get(), CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
        curl_easy_setopt(curl.get(), CURLOPT_USERNAME, encoded(proof->id).c_str());
        curl_easy_setopt(curl.get(), CURLOPT_PASSWORD, encoded(proof->secret).c_str());
    }
    auto const result = curl_easy_perform(curl.get());
    if (body.too_long) return {0, {}, "its answer is longer than 256 KiB"};
    if (result != CURLE_OK) return {0, {}, *words ? words : curl_easy_strerror(result)};
    long status = 0;
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
    return {static_cast<int>(status), std::move(body.text), {}};
}

}  // namespace

std::string pairs_of(std::vector<std::pair<char const*, std::string>> const& list) {
    std::string out;
    for (auto const& [name, value] : list)
        out += (out.empty() ? "" : "&") + std::string(name) + '=' + encoded(value);
    return out;
}

OutsideAnswer fetch(OutsideProvider const& provider, std::string const& url) {
    auto answer = ask(provider, url, nullptr, std::nullopt);
    if (answer.status == 0 || answer.status >= 500) answer = ask(provider, url, nullptr, std::nullopt);
    return answer;
}

OutsideAnswer post_form(OutsideProvider const& provider, std::string const& url, std::string const& form,
                        std::optional<ClientProof> const& proof) {
    return ask(provider, url, &form, proof);
}

}  // namespace entrepot::access
