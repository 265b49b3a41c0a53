// The real binary as a command that ends: its exit code and what it said.
#pragma once

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <vector>

namespace entrepot::support {

struct Said {
    int code = -1;
    std::string text;  // standard output and error
};

// The server's program, which is built beside the tests.
inline std::string program() {
    return (std::filesystem::read_symlink("/proc/self/exe").parent_path() / "entrepot").string();
}

class CommandProcess {
public:
    // As another user where `user` is not 0; with files of at most so many bytes where `largest_file` is not.
    explicit CommandProcess(std::vector<std::string> arguments, uid_t user = 0, rlim_t largest_file = 0) {
        // Opened now: the other user may not see the folder it is built in.
        int const opened = open(program().c_str(), O_RDONLY | O_CLOEXEC);
        int ends[2];
        if (pipe2(ends, O_CLOEXEC) != 0) return;
        process_ = fork();
        if (process_ == 0) {
            dup2(ends[1], 1);
            dup2(ends[1], 2);
            if (user != 0 && (setgid(user) != 0 || setuid(user) != 0)) _exit(126);
            rlimit const limit{largest_file, largest_file};
            if (largest_file != 0 && setrlimit(RLIMIT_FSIZE, &limit) != 0) _exit(126);
            arguments.insert(arguments.begin(), program());
            std::vector<char*> raw;
            for (auto& one : arguments) raw.push_back(one.data());
            raw.push_back(nullptr);
            fexecve(opened, raw.data(), environ);
            _exit(127);
        }
        close(opened);
        close(ends[1]);
        out_ = ends[0];
    }
    ~CommandProcess() {
        kill();
        close(out_);
    }
    CommandProcess(CommandProcess const&) = delete;

    Said wait() {
        Said said;
        char buffer[4096];
        for (ssize_t size = 0; (size = read(out_, buffer, sizeof buffer)) > 0;)
            said.text.append(buffer, static_cast<std::size_t>(size));
        int status = 0;
        waitpid(process_, &status, 0);
        process_ = 0;
        said.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        return said;
    }
    void kill() {
        if (process_ <= 0) return;
        ::kill(process_, SIGKILL);
        waitpid(process_, nullptr, 0);
        process_ = 0;
    }

private:
    pid_t process_ = 0;
    int out_ = -1;
};

inline Said run(std::vector<std::string> arguments, uid_t user = 0, rlim_t largest_file = 0) {
    return CommandProcess(std::move(arguments), user, largest_file).wait();
}

}  // namespace entrepot::support
