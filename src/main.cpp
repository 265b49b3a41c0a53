// The program: its command line is src/app/commands.hpp.
#include "app/commands.hpp"

int main(int argc, char** argv) { return entrepot::app::run_command_line(argc, argv); }
