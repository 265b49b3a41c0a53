-- Grants to an app alone, as its client asks for them: BENCH_BODY is the form.
wrk.method = "POST"
wrk.body = os.getenv("BENCH_BODY")
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
