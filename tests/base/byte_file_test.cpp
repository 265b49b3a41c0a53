// Files read by place: what was added is read again from anywhere, and no name leads there.
#include "base/byte_file.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <system_error>

#include "support/house.hpp"

namespace entrepot {

TEST_CASE("byte files: nameless ones keep what is added, and leave no name in their folder") {
    support::TemporaryFolder const folder;
    auto file = ByteFile::nameless(folder.path().string());
    CHECK(std::filesystem::is_empty(folder.path()));
    file.add("Moulin ");
    file.add("");
    file.add(std::string(100'000, 'x'));
    CHECK(file.size() == 100'007);
    std::string out(10, '-');
    CHECK(file.read(3, out.data(), 6) == 6);
    CHECK(out == "lin xx----");
    CHECK(file.read(100'004, out.data(), 10) == 3);
    CHECK(file.read(100'007, out.data(), 10) == 0);
    auto const moved = std::move(file);
    CHECK(moved.read(0, out.data(), 6) == 6);
    CHECK_THROWS_AS(ByteFile::nameless("/proc/no-such-folder"), std::system_error);
}

TEST_CASE("byte files: those of the disk are read where they lie") {
    support::TemporaryFolder const folder;
    auto const name = (folder.path() / "clients.csv").string();
    std::ofstream(name) << "a;b";
    auto const file = ByteFile::opened(name);
    CHECK(file.size() == 3);
    char last = 0;
    CHECK(file.read(2, &last, 1) == 1);
    CHECK(last == 'b');
    CHECK_THROWS_AS(ByteFile::opened(name + ".none"), std::system_error);
}

}  // namespace entrepot
