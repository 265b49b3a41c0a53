// A mail as a message: see mail.hpp.
#include "events/mail.hpp"

#include <algorithm>
#include <cstdio>

#include "base/base64.hpp"

namespace entrepot::events {

namespace {

// "=?UTF-8?B?…?=" in pieces that fit a line (RFC 2047): cut between characters.
std::string header_text(std::string const& text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        auto end = std::min(text.size(), at + 42);
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
        out += (out.empty() ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?") + base64(text.substr(at, end - at)) + "?=";
        at = end;
    }
    return out;
}

std::string body_lines(std::string const& text) {
    auto const encoded = base64(text);
    std::string out;
    for (std::size_t at = 0; at < encoded.size(); at += 76) out += encoded.substr(at, 76) + "\r\n";
    return out;
}

// "Fri, 27 Nov 2026 20:49:36 +0000".
std::string mail_date(Time time) {
    static constexpr char const* week[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr char const* year[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    auto const midnight = std::chrono::floor<days>(time);
    std::chrono::year_month_day const ymd{midnight};
    std::chrono::hh_mm_ss const clock{std::chrono::floor<seconds>(time - midnight)};
    char out[64];
    std::snprintf(out, sizeof out, "%s, %02u %s %d %02d:%02d:%02d +0000",
                  week[std::chrono::weekday{midnight}.c_encoding()], static_cast<unsigned>(ymd.day()),
                  year[static_cast<unsigned>(ymd.month()) - 1], static_cast<int>(ymd.year()),
                  static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()));
    return out;
}

}  // namespace

bool is_mail_address(std::string_view text) {
    auto const at = text.find('@');
    if (at == std::string_view::npos || at == 0 || at + 1 == text.size() || text.size() > 254) return false;
    for (unsigned char const c : text)
        if (c <= ' ' || c >= 0x7f || c == '<' || c == '>' || c == ',' || c == ';' || c == '"' || c == '\\')
            return false;
    return text.find('@', at + 1) == std::string_view::npos;
}

std::string mail_message(std::string const& from, std::string const& recipient, MailText const& text,
                         Id<Mail> id, Time now) {
    auto const domain = from.substr(from.find('@') + 1);
    return "From: <" + from + ">\r\nTo: <" + recipient + ">\r\nSubject: " + header_text(text.subject) +
           "\r\nDate: " + mail_date(now) + "\r\nMessage-ID: <" + id.text() + '@' + domain +
           ">\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
           "Content-Transfer-Encoding: base64\r\nAuto-Submitted: auto-generated\r\n\r\n" +
           body_lines(text.body);
}

}  // namespace entrepot::events
