-- Onboardings for wrk, each with a domain and a request id of its own. BENCH_TOKEN, BENCH_RUN and BENCH_BODY come from
-- bench/run; @@ in the body is where the number goes.
local thread_count = 0
function setup(thread)
    thread_count = thread_count + 1
    thread:set("number_of_thread", thread_count)
end
local token, run, target = os.getenv("BENCH_TOKEN"), os.getenv("BENCH_RUN"), os.getenv("BENCH_TARGET")
local body = os.getenv("BENCH_BODY")
local counter = 0
function request()
    counter = counter + 1
    local name = string.format("%s-%d-%d", run, number_of_thread, counter)
    local id = string.format("%08x-0000-4000-8000-%02x%010x", tonumber(run, 36) % 0xffffffff, number_of_thread, counter)
    local headers = { ["Authorization"] = "Bearer " .. token, ["Content-Type"] = "application/json", ["MS-RequestId"] = id }
    return wrk.format("POST", target, headers, (body:gsub("@@", name)))
end
local refused = 0
function response(status, headers, text)
    if status ~= 201 then
        refused = refused + 1
        if refused == 1 then io.stderr:write(status, " ", text:sub(1, 300), "\n") end
    end
end
