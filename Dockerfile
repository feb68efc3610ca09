# Alpine, Node.js and the package, for a user without rights.
FROM alpine:3.22 AS node
RUN apk add --no-cache nodejs

# Built with the Node.js that runs it: what is compiled beforehand counts for that very version.
FROM node AS build
RUN apk add --no-cache npm
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY .rolldown.config.mjs .rolldown.page.mjs .rolldown.plugins.mjs .bundle-types.mjs tsconfig.json README.md CHANGELOG.md LICENSE ./
COPY bin bin
COPY docs docs
COPY golden/classic/documentation/input.conf golden/classic/documentation/
COPY src src
RUN npm run build && npm pack --ignore-scripts
RUN npm install --global --prefix "$PWD/installed" ./flb-convert-*.tgz

FROM node
COPY --from=build /build/installed /usr/local
USER 65534:65534
WORKDIR /work
ENTRYPOINT ["flb-convert"]
