-- Sign-ins for wrk with wrong passwords, each of another name, so that each costs its hash.
local thread_count = 0
function setup(thread)
    thread_count = thread_count + 1
    thread:set("number_of_thread", thread_count)
end
local counter = 0
function request()
    counter = counter + 1
    local body = string.format('{"userName":"flood-%d-%d@nowhere.example","password":"wrong"}', number_of_thread, counter)
    return wrk.format("POST", "/ext/v1/session", { ["Content-Type"] = "application/json" }, body)
end
