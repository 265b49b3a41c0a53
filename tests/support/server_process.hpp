// The real binary as a child: started on a folder and a free port, killed or asked to end.
#pragma once

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <string>
#include <vector>

namespace entrepot::support {

class ServerProcess {
public:
    enum class Wait { until_it_listens, no };
    // What it prints to standard error goes to `log_file`.
    ServerProcess(std::string const& program, std::vector<std::string> arguments, std::string const& log_file,
                  Wait wait = Wait::until_it_listens) {
        int pipe_ends[2];
        if (pipe(pipe_ends) != 0) throw std::runtime_error("no pipe");
        process_ = fork();
        if (process_ == 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);  // not to outlive a test that was itself ended
            dup2(pipe_ends[1], 1);
            int const log = open(log_file.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
            dup2(log, 2);
            close(pipe_ends[0]);
            close(pipe_ends[1]);
            arguments.insert(arguments.begin(), program);
            std::vector<char*> raw;
            for (auto& one : arguments) raw.push_back(one.data());
            raw.push_back(nullptr);
            execv(program.c_str(), raw.data());
            _exit(127);
        }
        close(pipe_ends[1]);
        out_ = fdopen(pipe_ends[0], "r");
        if (wait == Wait::until_it_listens) wait_for_port(program);
    }
    ~ServerProcess() {
        kill();
        fclose(out_);
    }
    ServerProcess(ServerProcess const&) = delete;

    int port() const { return port_; }
    // For one that was started without waiting.
    void wait_until_it_listens() { wait_for_port("the server"); }
    pid_t process() const { return process_; }
    void kill() { end(SIGKILL); }
    void stop() { end(SIGTERM); }
    // Asks it to end and does not wait.
    void begin_to_stop() { ::kill(process_, SIGTERM); }

private:
    void wait_for_port(std::string const& program) {
        char line[4096];
        while (std::fgets(line, sizeof line, out_) != nullptr)
            if (std::strstr(line, "listening on http") == line) {
                port_ = std::atoi(std::strstr(line, "://127.0.0.1:") + std::strlen("://127.0.0.1:"));
                return;
            }
        kill();
        throw std::runtime_error(program + " did not start");
    }
    void end(int signal) {
        if (process_ <= 0) return;
        ::kill(process_, signal);
        waitpid(process_, nullptr, 0);
        process_ = 0;
    }

    pid_t process_ = 0;
    int port_ = 0;
    FILE* out_ = nullptr;
};

}  // namespace entrepot::support
