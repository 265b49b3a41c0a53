// The command line: exit codes, help, words of progress.
#include <doctest/doctest.h>

#include <iostream>
#include <sstream>
#include <vector>

#include "app/commands.hpp"
#include "app/progress.hpp"

namespace entrepot::app {

namespace {

int run(std::vector<std::string> words) {
    words.insert(words.begin(), "entrepot");
    std::vector<char*> raw;
    for (auto& word : words) raw.push_back(word.data());
    raw.push_back(nullptr);
    std::ostringstream said;  // not into the middle of the tests' own words
    auto* const out = std::cout.rdbuf(said.rdbuf());
    auto* const err = std::cerr.rdbuf(said.rdbuf());
    int const code = run_command_line(static_cast<int>(words.size()), raw.data());
    std::cout.rdbuf(out);
    std::cerr.rdbuf(err);
    return code;
}

}  // namespace

TEST_CASE("command line: help is done, a bad line is 2") {
    CHECK(run({"--help"}) == 0);
    CHECK(run({"--version"}) == 0);
    for (std::string const command : {"serve", "demo", "openapi", "backup", "restore", "migrate", "doctor"})
        CHECK(run({command, "--help"}) == 0);
    CHECK(run({}) == 2);
    CHECK(run({"sail"}) == 2);
    CHECK(run({"serve", "--no-such-flag"}) == 2);
    CHECK(run({"serve", "--cloud", "moon"}) == 2);
    CHECK(run({"serve", "--connections", "0"}) == 2);
    CHECK(run({"serve", "--listen", "8080"}) == 2);
    CHECK(run({"serve", "--listen", "127.0.0.1:80x"}) == 2);
    CHECK(run({"serve", "--listen", "127.0.0.1:65536"}) == 2);
    for (std::string const url : {"partner.example", "https://", "https://partner.example/x", "ftp://x"})
        CHECK(run({"serve", "--public-url", url}) == 2);
    CHECK(run({"serve", "--listen", "0.0.0.0:0", "--data", "/proc/none"}) == 2);  // who would it be?
}

TEST_CASE("command line: what cannot be done is 1") {
    CHECK(run({"serve", "--data", "/proc/no/such/folder", "--listen", "127.0.0.1:0"}) == 1);
}

TEST_CASE("progress: how much, how fast, how long still") {
    CHECK(progress_words("fill", "customers", 1'250'000, 5'000'000, 0, 125) ==
          "fill: 1,250,000 of 5,000,000 customers, 25 %, 10,000/s, 6 min 15 s left");
    CHECK(progress_words("fill", "customers", 1500, 2000, 1000, 1) ==
          "fill: 1,500 of 2,000 customers, 75 %, 500/s, 1 s left");
    CHECK(progress_words("copy", "rows", 2000, 2000, 0, 4000) ==
          "copy: 2,000 of 2,000 rows, 100 %, 1/s, 1 h 06 min");
    CHECK(progress_words("copy", "rows", 7, 0, 0, 0) == "copy: 7 rows");
    CHECK(grouped(-1234567) == "-1,234,567");
    CHECK(grouped(123) == "123");
    CHECK(duration_words(3599.6) == "1 h 00 min");
}

}  // namespace entrepot::app
