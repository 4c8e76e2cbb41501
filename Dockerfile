# One service of the product: docker build --target service --build-arg SERVICE=partners .
# SERVICE is the name of a folder in services/ with a main program (src/main.ts).

FROM node:20.20.2-slim AS base
WORKDIR /app

# Only what npm reads: the layers of `npm ci` stay good as long as no package.json changes.
FROM base AS manifests
COPY package.json package-lock.json .npmrc ./
COPY libs ./libs
COPY services ./services
COPY infra ./infra
RUN find libs services infra -type f ! -name package.json -delete

# Every service, built once; the images of all services share this stage.
FROM base AS build
ENV NX_DAEMON=false
COPY --from=manifests /app ./
RUN npm ci --ignore-scripts
COPY nx.json tsconfig.base.json ./
COPY libs ./libs
COPY services ./services
RUN npx nx run-many -t build --projects="directory:services/*" --output-style=static

# What one service needs to run: its production dependencies, and of our packages those among them, without sources.
FROM base AS production
ARG SERVICE
COPY --from=manifests /app ./
RUN npm ci --ignore-scripts --omit=dev --workspace="services/${SERVICE}"
COPY --from=build /app/libs /built/libs
COPY --from=build /app/services /built/services
# Source maps and types of other people's packages are for development; ours stay, so that a trace names our lines.
RUN find node_modules -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' \) -delete \
 && rm -r libs services infra \
 && find node_modules/@ctg -xtype l -printf '%l\n' | sed 's|^\.\./\.\./||' | while read -r package; do \
      mkdir -p "$package" && cp -R "/built/$package/." "$package" && rm -rf "$package/src" || exit 1; \
    done

FROM base AS service
ARG SERVICE
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000
COPY --from=production /app ./
WORKDIR /app/services/${SERVICE}
USER node
EXPOSE 4000
CMD ["node", "--enable-source-maps", "dist/main.js"]
