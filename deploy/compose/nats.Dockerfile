# NATS with a store folder that a user without rights may write to: a named volume takes the owner of the folder it covers.
FROM nats:2.12-alpine
RUN mkdir /data && chown 1000:1000 /data
COPY nats.conf /etc/nats/pantau.conf
USER 1000:1000
HEALTHCHECK --interval=5s --timeout=3s --start-period=10s --retries=6 \
  CMD ["wget", "--quiet", "--spider", "http://127.0.0.1:8222/healthz"]
CMD ["nats-server", "--config", "/etc/nats/pantau.conf"]
