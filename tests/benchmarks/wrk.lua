-- What wrk has counted, as one line of JSON at the end of its output.
function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format(
    '{"requests": %d, "bytes": %d, "seconds": %.6f, "failed": %d, "p99_ms": %.3f}\n',
    summary.requests, summary.bytes, summary.duration / 1e6, failed, latency:percentile(99) / 1e3
  ))
end
