// Kills the server at random moments under load and looks at what it kept: see crash_test.hpp.
#include <iostream>

#include "crash_test.hpp"

int main(int argc, char** argv) {
    try {
        return entrepot::crash::CrashTest(entrepot::crash::read_options(argc, argv)).run();
    } catch (std::exception const& error) {
        std::cout << "\nFAIL " << error.what() << "\n0 passed, 1 failed" << std::endl;
        return 1;
    }
}
