"""An own SMTP submission client: pooled, pipelined, verified TLS, honest about what it does not know."""
