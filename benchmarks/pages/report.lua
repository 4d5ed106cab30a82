-- What wrk has seen, as one line of JSON. With OCTAVO_BENCH_DELAY_MS each connection waits, so that the load is a fixed one.
local mean = tonumber(os.getenv("OCTAVO_BENCH_DELAY_MS") or "")

if mean then
   function delay()
      return math.random(0, 2 * mean)
   end
end

function done(summary, latency, requests)
   local errors = summary.errors
   io.write(string.format(
      '\n{"requests": %d, "microseconds": %d, "refused": %d, "broken": %d, "p50_us": %d, "p99_us": %d}\n',
      summary.requests, summary.duration, errors.status,
      errors.connect + errors.read + errors.write + errors.timeout,
      latency:percentile(50), latency:percentile(99)
   ))
end
