// Generated from src by `npm run build`. Do not edit: the next build overwrites it.
import { createRequire as keysieveCreateRequire } from 'node:module';
const require = keysieveCreateRequire(import.meta.url);
import {
  require_tunnel,
  require_undici
} from "./shared-10.js";
import {
  GAPS_URL,
  expiredText,
  firstPlaces,
  groupBySecret,
  headline,
  leftOutText,
  nextSteps,
  notesOf,
  originText,
  otherPlacesText,
  renderTerminal,
  scannedText,
  suppressionText
} from "./shared-6.js";
import {
  ENDED_EARLY,
  EXIT,
  MAX_PATTERN_CHARACTERS,
  VERSION,
  adviser,
  checkoutFoldersIn,
  compileGlob,
  confidenceText,
  countText,
  escapeHtml,
  escapeMarkdown,
  escapeMarkdownCode,
  escapeMarkdownPath,
  escapePath,
  escapeText,
  exitCodeOf,
  exitCodeOfError,
  exitIsErrorUntilDone,
  groupDigits,
  isInside,
  keyLine,
  keyText,
  listAdviser,
  listText,
  ownerFacts,
  parseSettings,
  positionText,
  renderSarif,
  run,
  shortDigest,
  spoolFile
} from "./shared-8.js";
import "./shared-9.js";
import "./shared-5.js";
import "./shared-7.js";
import {
  SEVERITIES,
  rank
} from "./shared-4.js";
import "./shared-3.js";
import {
  AccessError,
  FormatError,
  UsageError,
  isForeseen
} from "./shared-2.js";
import {
  __toESM
} from "./shared-1.js";

// node_modules/@actions/core/lib/command.js
import * as os from "os";

// node_modules/@actions/core/lib/utils.js
function toCommandValue(input) {
  if (input === null || input === void 0) {
    return "";
  } else if (typeof input === "string" || input instanceof String) {
    return input;
  }
  return JSON.stringify(input);
}
function toCommandProperties(annotationProperties) {
  if (!Object.keys(annotationProperties).length) {
    return {};
  }
  return {
    title: annotationProperties.title,
    file: annotationProperties.file,
    line: annotationProperties.startLine,
    endLine: annotationProperties.endLine,
    col: annotationProperties.startColumn,
    endColumn: annotationProperties.endColumn
  };
}

// node_modules/@actions/core/lib/command.js
function issueCommand(command, properties, message) {
  const cmd = new Command(command, properties, message);
  process.stdout.write(cmd.toString() + os.EOL);
}
var CMD_STRING = "::";
var Command = class {
  constructor(command, properties, message) {
    if (!command) {
      command = "missing.command";
    }
    this.command = command;
    this.properties = properties;
    this.message = message;
  }
  toString() {
    let cmdStr = CMD_STRING + this.command;
    if (this.properties && Object.keys(this.properties).length > 0) {
      cmdStr += " ";
      let first = true;
      for (const key in this.properties) {
        if (this.properties.hasOwnProperty(key)) {
          const val = this.properties[key];
          if (val) {
            if (first) {
              first = false;
            } else {
              cmdStr += ",";
            }
            cmdStr += `${key}=${escapeProperty(val)}`;
          }
        }
      }
    }
    cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
    return cmdStr;
  }
};
function escapeData(s) {
  return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}
function escapeProperty(s) {
  return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A").replace(/:/g, "%3A").replace(/,/g, "%2C");
}

// node_modules/@actions/core/lib/file-command.js
import * as crypto2 from "crypto";
import * as fs from "fs";
import * as os2 from "os";
function issueFileCommand(command, message) {
  const filePath = process.env[`GITHUB_${command}`];
  if (!filePath) {
    throw new Error(`Unable to find environment variable for file command ${command}`);
  }
  if (!fs.existsSync(filePath)) {
    throw new Error(`Missing file at path: ${filePath}`);
  }
  fs.appendFileSync(filePath, `${toCommandValue(message)}${os2.EOL}`, {
    encoding: "utf8"
  });
}
function prepareKeyValueMessage(key, value) {
  const delimiter = `ghadelimiter_${crypto2.randomUUID()}`;
  const convertedValue = toCommandValue(value);
  if (key.includes(delimiter)) {
    throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
  }
  if (convertedValue.includes(delimiter)) {
    throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
  }
  return `${key}<<${delimiter}${os2.EOL}${convertedValue}${os2.EOL}${delimiter}`;
}

// node_modules/@actions/core/lib/core.js
import * as os4 from "os";

// node_modules/@actions/http-client/lib/index.js
import * as http from "http";
import * as https from "https";

// node_modules/@actions/http-client/lib/proxy.js
function getProxyUrl(reqUrl) {
  const usingSsl = reqUrl.protocol === "https:";
  if (checkBypass(reqUrl)) {
    return void 0;
  }
  const proxyVar = (() => {
    if (usingSsl) {
      return process.env["https_proxy"] || process.env["HTTPS_PROXY"];
    } else {
      return process.env["http_proxy"] || process.env["HTTP_PROXY"];
    }
  })();
  if (proxyVar) {
    try {
      return new DecodedURL(proxyVar);
    } catch (_a) {
      if (!proxyVar.startsWith("http://") && !proxyVar.startsWith("https://"))
        return new DecodedURL(`http://${proxyVar}`);
    }
  } else {
    return void 0;
  }
}
function checkBypass(reqUrl) {
  if (!reqUrl.hostname) {
    return false;
  }
  const reqHost = reqUrl.hostname;
  if (isLoopbackAddress(reqHost)) {
    return true;
  }
  const noProxy = process.env["no_proxy"] || process.env["NO_PROXY"] || "";
  if (!noProxy) {
    return false;
  }
  let reqPort;
  if (reqUrl.port) {
    reqPort = Number(reqUrl.port);
  } else if (reqUrl.protocol === "http:") {
    reqPort = 80;
  } else if (reqUrl.protocol === "https:") {
    reqPort = 443;
  }
  const upperReqHosts = [reqUrl.hostname.toUpperCase()];
  if (typeof reqPort === "number") {
    upperReqHosts.push(`${upperReqHosts[0]}:${reqPort}`);
  }
  for (const upperNoProxyItem of noProxy.split(",").map((x) => x.trim().toUpperCase()).filter((x) => x)) {
    if (upperNoProxyItem === "*" || upperReqHosts.some((x) => x === upperNoProxyItem || x.endsWith(`.${upperNoProxyItem}`) || upperNoProxyItem.startsWith(".") && x.endsWith(`${upperNoProxyItem}`))) {
      return true;
    }
  }
  return false;
}
function isLoopbackAddress(host) {
  const hostLower = host.toLowerCase();
  return hostLower === "localhost" || hostLower.startsWith("127.") || hostLower.startsWith("[::1]") || hostLower.startsWith("[0:0:0:0:0:0:0:1]");
}
var DecodedURL = class extends URL {
  constructor(url, base) {
    super(url, base);
    this._decodedUsername = decodeURIComponent(super.username);
    this._decodedPassword = decodeURIComponent(super.password);
  }
  get username() {
    return this._decodedUsername;
  }
  get password() {
    return this._decodedPassword;
  }
};

// node_modules/@actions/http-client/lib/index.js
var tunnel = __toESM(require_tunnel(), 1);
var import_undici = __toESM(require_undici(), 1);
var __awaiter = function(thisArg, _arguments, P, generator) {
  function adopt(value) {
    return value instanceof P ? value : new P(function(resolve2) {
      resolve2(value);
    });
  }
  return new (P || (P = Promise))(function(resolve2, reject) {
    function fulfilled(value) {
      try {
        step(generator.next(value));
      } catch (e) {
        reject(e);
      }
    }
    function rejected(value) {
      try {
        step(generator["throw"](value));
      } catch (e) {
        reject(e);
      }
    }
    function step(result) {
      result.done ? resolve2(result.value) : adopt(result.value).then(fulfilled, rejected);
    }
    step((generator = generator.apply(thisArg, _arguments || [])).next());
  });
};
var HttpCodes;
(function(HttpCodes2) {
  HttpCodes2[HttpCodes2["OK"] = 200] = "OK";
  HttpCodes2[HttpCodes2["MultipleChoices"] = 300] = "MultipleChoices";
  HttpCodes2[HttpCodes2["MovedPermanently"] = 301] = "MovedPermanently";
  HttpCodes2[HttpCodes2["ResourceMoved"] = 302] = "ResourceMoved";
  HttpCodes2[HttpCodes2["SeeOther"] = 303] = "SeeOther";
  HttpCodes2[HttpCodes2["NotModified"] = 304] = "NotModified";
  HttpCodes2[HttpCodes2["UseProxy"] = 305] = "UseProxy";
  HttpCodes2[HttpCodes2["SwitchProxy"] = 306] = "SwitchProxy";
  HttpCodes2[HttpCodes2["TemporaryRedirect"] = 307] = "TemporaryRedirect";
  HttpCodes2[HttpCodes2["PermanentRedirect"] = 308] = "PermanentRedirect";
  HttpCodes2[HttpCodes2["BadRequest"] = 400] = "BadRequest";
  HttpCodes2[HttpCodes2["Unauthorized"] = 401] = "Unauthorized";
  HttpCodes2[HttpCodes2["PaymentRequired"] = 402] = "PaymentRequired";
  HttpCodes2[HttpCodes2["Forbidden"] = 403] = "Forbidden";
  HttpCodes2[HttpCodes2["NotFound"] = 404] = "NotFound";
  HttpCodes2[HttpCodes2["MethodNotAllowed"] = 405] = "MethodNotAllowed";
  HttpCodes2[HttpCodes2["NotAcceptable"] = 406] = "NotAcceptable";
  HttpCodes2[HttpCodes2["ProxyAuthenticationRequired"] = 407] = "ProxyAuthenticationRequired";
  HttpCodes2[HttpCodes2["RequestTimeout"] = 408] = "RequestTimeout";
  HttpCodes2[HttpCodes2["Conflict"] = 409] = "Conflict";
  HttpCodes2[HttpCodes2["Gone"] = 410] = "Gone";
  HttpCodes2[HttpCodes2["TooManyRequests"] = 429] = "TooManyRequests";
  HttpCodes2[HttpCodes2["InternalServerError"] = 500] = "InternalServerError";
  HttpCodes2[HttpCodes2["NotImplemented"] = 501] = "NotImplemented";
  HttpCodes2[HttpCodes2["BadGateway"] = 502] = "BadGateway";
  HttpCodes2[HttpCodes2["ServiceUnavailable"] = 503] = "ServiceUnavailable";
  HttpCodes2[HttpCodes2["GatewayTimeout"] = 504] = "GatewayTimeout";
})(HttpCodes || (HttpCodes = {}));
var Headers;
(function(Headers2) {
  Headers2["Accept"] = "accept";
  Headers2["ContentType"] = "content-type";
})(Headers || (Headers = {}));
var MediaTypes;
(function(MediaTypes2) {
  MediaTypes2["ApplicationJson"] = "application/json";
})(MediaTypes || (MediaTypes = {}));
var HttpRedirectCodes = [
  HttpCodes.MovedPermanently,
  HttpCodes.ResourceMoved,
  HttpCodes.SeeOther,
  HttpCodes.TemporaryRedirect,
  HttpCodes.PermanentRedirect
];
var HttpResponseRetryCodes = [
  HttpCodes.BadGateway,
  HttpCodes.ServiceUnavailable,
  HttpCodes.GatewayTimeout
];
var RetryableHttpVerbs = ["OPTIONS", "GET", "DELETE", "HEAD"];
var ExponentialBackoffCeiling = 10;
var ExponentialBackoffTimeSlice = 5;
var HttpClientError = class _HttpClientError extends Error {
  constructor(message, statusCode) {
    super(message);
    this.name = "HttpClientError";
    this.statusCode = statusCode;
    Object.setPrototypeOf(this, _HttpClientError.prototype);
  }
};
var HttpClientResponse = class {
  constructor(message) {
    this.message = message;
  }
  readBody() {
    return __awaiter(this, void 0, void 0, function* () {
      return new Promise((resolve2) => __awaiter(this, void 0, void 0, function* () {
        let output = Buffer.alloc(0);
        this.message.on("data", (chunk) => {
          output = Buffer.concat([output, chunk]);
        });
        this.message.on("end", () => {
          resolve2(output.toString());
        });
      }));
    });
  }
  readBodyBuffer() {
    return __awaiter(this, void 0, void 0, function* () {
      return new Promise((resolve2) => __awaiter(this, void 0, void 0, function* () {
        const chunks = [];
        this.message.on("data", (chunk) => {
          chunks.push(chunk);
        });
        this.message.on("end", () => {
          resolve2(Buffer.concat(chunks));
        });
      }));
    });
  }
};
var HttpClient = class {
  constructor(userAgent, handlers, requestOptions) {
    this._ignoreSslError = false;
    this._allowRedirects = true;
    this._allowRedirectDowngrade = false;
    this._maxRedirects = 50;
    this._allowRetries = false;
    this._maxRetries = 1;
    this._keepAlive = false;
    this._disposed = false;
    this.userAgent = this._getUserAgentWithOrchestrationId(userAgent);
    this.handlers = handlers || [];
    this.requestOptions = requestOptions;
    if (requestOptions) {
      if (requestOptions.ignoreSslError != null) {
        this._ignoreSslError = requestOptions.ignoreSslError;
      }
      this._socketTimeout = requestOptions.socketTimeout;
      if (requestOptions.allowRedirects != null) {
        this._allowRedirects = requestOptions.allowRedirects;
      }
      if (requestOptions.allowRedirectDowngrade != null) {
        this._allowRedirectDowngrade = requestOptions.allowRedirectDowngrade;
      }
      if (requestOptions.maxRedirects != null) {
        this._maxRedirects = Math.max(requestOptions.maxRedirects, 0);
      }
      if (requestOptions.keepAlive != null) {
        this._keepAlive = requestOptions.keepAlive;
      }
      if (requestOptions.allowRetries != null) {
        this._allowRetries = requestOptions.allowRetries;
      }
      if (requestOptions.maxRetries != null) {
        this._maxRetries = requestOptions.maxRetries;
      }
    }
  }
  options(requestUrl, additionalHeaders) {
    return __awaiter(this, void 0, void 0, function* () {
      return this.request("OPTIONS", requestUrl, null, additionalHeaders || {});
    });
  }
  get(requestUrl, additionalHeaders) {
    return __awaiter(this, void 0, void 0, function* () {
      return this.request("GET", requestUrl, null, additionalHeaders || {});
    });
  }
  del(requestUrl, additionalHeaders) {
    return __awaiter(this, void 0, void 0, function* () {
      return this.request("DELETE", requestUrl, null, additionalHeaders || {});
    });
  }
  post(requestUrl, data, additionalHeaders) {
    return __awaiter(this, void 0, void 0, function* () {
      return this.request("POST", requestUrl, data, additionalHeaders || {});
    });
  }
  patch(requestUrl, data, additionalHeaders) {
    return __awaiter(this, void 0, void 0, function* () {
      return this.request("PATCH", requestUrl, data, additionalHeaders || {});
    });
  }
  put(requestUrl, data, additionalHeaders) {
    return __awaiter(this, void 0, void 0, function* () {
      return this.request("PUT", requestUrl, data, additionalHeaders || {});
    });
  }
  head(requestUrl, additionalHeaders) {
    return __awaiter(this, void 0, void 0, function* () {
      return this.request("HEAD", requestUrl, null, additionalHeaders || {});
    });
  }
  sendStream(verb, requestUrl, stream, additionalHeaders) {
    return __awaiter(this, void 0, void 0, function* () {
      return this.request(verb, requestUrl, stream, additionalHeaders);
    });
  }
  /**
   * Gets a typed object from an endpoint
   * Be aware that not found returns a null.  Other errors (4xx, 5xx) reject the promise
   */
  getJson(requestUrl_1) {
    return __awaiter(this, arguments, void 0, function* (requestUrl, additionalHeaders = {}) {
      additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
      const res = yield this.get(requestUrl, additionalHeaders);
      return this._processResponse(res, this.requestOptions);
    });
  }
  postJson(requestUrl_1, obj_1) {
    return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
      const data = JSON.stringify(obj, null, 2);
      additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
      additionalHeaders[Headers.ContentType] = this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
      const res = yield this.post(requestUrl, data, additionalHeaders);
      return this._processResponse(res, this.requestOptions);
    });
  }
  putJson(requestUrl_1, obj_1) {
    return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
      const data = JSON.stringify(obj, null, 2);
      additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
      additionalHeaders[Headers.ContentType] = this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
      const res = yield this.put(requestUrl, data, additionalHeaders);
      return this._processResponse(res, this.requestOptions);
    });
  }
  patchJson(requestUrl_1, obj_1) {
    return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
      const data = JSON.stringify(obj, null, 2);
      additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
      additionalHeaders[Headers.ContentType] = this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
      const res = yield this.patch(requestUrl, data, additionalHeaders);
      return this._processResponse(res, this.requestOptions);
    });
  }
  /**
   * Makes a raw http request.
   * All other methods such as get, post, patch, and request ultimately call this.
   * Prefer get, del, post and patch
   */
  request(verb, requestUrl, data, headers) {
    return __awaiter(this, void 0, void 0, function* () {
      if (this._disposed) {
        throw new Error("Client has already been disposed.");
      }
      const parsedUrl = new URL(requestUrl);
      let info2 = this._prepareRequest(verb, parsedUrl, headers);
      const maxTries = this._allowRetries && RetryableHttpVerbs.includes(verb) ? this._maxRetries + 1 : 1;
      let numTries = 0;
      let response;
      do {
        response = yield this.requestRaw(info2, data);
        if (response && response.message && response.message.statusCode === HttpCodes.Unauthorized) {
          let authenticationHandler;
          for (const handler of this.handlers) {
            if (handler.canHandleAuthentication(response)) {
              authenticationHandler = handler;
              break;
            }
          }
          if (authenticationHandler) {
            return authenticationHandler.handleAuthentication(this, info2, data);
          } else {
            return response;
          }
        }
        let redirectsRemaining = this._maxRedirects;
        while (response.message.statusCode && HttpRedirectCodes.includes(response.message.statusCode) && this._allowRedirects && redirectsRemaining > 0) {
          const redirectUrl = response.message.headers["location"];
          if (!redirectUrl) {
            break;
          }
          const parsedRedirectUrl = new URL(redirectUrl);
          if (parsedUrl.protocol === "https:" && parsedUrl.protocol !== parsedRedirectUrl.protocol && !this._allowRedirectDowngrade) {
            throw new Error("Redirect from HTTPS to HTTP protocol. This downgrade is not allowed for security reasons. If you want to allow this behavior, set the allowRedirectDowngrade option to true.");
          }
          yield response.readBody();
          if (parsedRedirectUrl.hostname !== parsedUrl.hostname) {
            for (const header in headers) {
              if (header.toLowerCase() === "authorization") {
                delete headers[header];
              }
            }
          }
          info2 = this._prepareRequest(verb, parsedRedirectUrl, headers);
          response = yield this.requestRaw(info2, data);
          redirectsRemaining--;
        }
        if (!response.message.statusCode || !HttpResponseRetryCodes.includes(response.message.statusCode)) {
          return response;
        }
        numTries += 1;
        if (numTries < maxTries) {
          yield response.readBody();
          yield this._performExponentialBackoff(numTries);
        }
      } while (numTries < maxTries);
      return response;
    });
  }
  /**
   * Needs to be called if keepAlive is set to true in request options.
   */
  dispose() {
    if (this._agent) {
      this._agent.destroy();
    }
    this._disposed = true;
  }
  /**
   * Raw request.
   * @param info
   * @param data
   */
  requestRaw(info2, data) {
    return __awaiter(this, void 0, void 0, function* () {
      return new Promise((resolve2, reject) => {
        function callbackForResult(err, res) {
          if (err) {
            reject(err);
          } else if (!res) {
            reject(new Error("Unknown error"));
          } else {
            resolve2(res);
          }
        }
        this.requestRawWithCallback(info2, data, callbackForResult);
      });
    });
  }
  /**
   * Raw request with callback.
   * @param info
   * @param data
   * @param onResult
   */
  requestRawWithCallback(info2, data, onResult) {
    if (typeof data === "string") {
      if (!info2.options.headers) {
        info2.options.headers = {};
      }
      info2.options.headers["Content-Length"] = Buffer.byteLength(data, "utf8");
    }
    let callbackCalled = false;
    function handleResult(err, res) {
      if (!callbackCalled) {
        callbackCalled = true;
        onResult(err, res);
      }
    }
    const req = info2.httpModule.request(info2.options, (msg) => {
      const res = new HttpClientResponse(msg);
      handleResult(void 0, res);
    });
    let socket;
    req.on("socket", (sock) => {
      socket = sock;
    });
    req.setTimeout(this._socketTimeout || 3 * 6e4, () => {
      if (socket) {
        socket.end();
      }
      handleResult(new Error(`Request timeout: ${info2.options.path}`));
    });
    req.on("error", function(err) {
      handleResult(err);
    });
    if (data && typeof data === "string") {
      req.write(data, "utf8");
    }
    if (data && typeof data !== "string") {
      data.on("close", function() {
        req.end();
      });
      data.pipe(req);
    } else {
      req.end();
    }
  }
  /**
   * Gets an http agent. This function is useful when you need an http agent that handles
   * routing through a proxy server - depending upon the url and proxy environment variables.
   * @param serverUrl  The server URL where the request will be sent. For example, https://api.github.com
   */
  getAgent(serverUrl) {
    const parsedUrl = new URL(serverUrl);
    return this._getAgent(parsedUrl);
  }
  getAgentDispatcher(serverUrl) {
    const parsedUrl = new URL(serverUrl);
    const proxyUrl = getProxyUrl(parsedUrl);
    const useProxy = proxyUrl && proxyUrl.hostname;
    if (!useProxy) {
      return;
    }
    return this._getProxyAgentDispatcher(parsedUrl, proxyUrl);
  }
  _prepareRequest(method, requestUrl, headers) {
    const info2 = {};
    info2.parsedUrl = requestUrl;
    const usingSsl = info2.parsedUrl.protocol === "https:";
    info2.httpModule = usingSsl ? https : http;
    const defaultPort = usingSsl ? 443 : 80;
    info2.options = {};
    info2.options.host = info2.parsedUrl.hostname;
    info2.options.port = info2.parsedUrl.port ? parseInt(info2.parsedUrl.port) : defaultPort;
    info2.options.path = (info2.parsedUrl.pathname || "") + (info2.parsedUrl.search || "");
    info2.options.method = method;
    info2.options.headers = this._mergeHeaders(headers);
    if (this.userAgent != null) {
      info2.options.headers["user-agent"] = this.userAgent;
    }
    info2.options.agent = this._getAgent(info2.parsedUrl);
    if (this.handlers) {
      for (const handler of this.handlers) {
        handler.prepareRequest(info2.options);
      }
    }
    return info2;
  }
  _mergeHeaders(headers) {
    if (this.requestOptions && this.requestOptions.headers) {
      return Object.assign({}, lowercaseKeys(this.requestOptions.headers), lowercaseKeys(headers || {}));
    }
    return lowercaseKeys(headers || {});
  }
  /**
   * Gets an existing header value or returns a default.
   * Handles converting number header values to strings since HTTP headers must be strings.
   * Note: This returns string | string[] since some headers can have multiple values.
   * For headers that must always be a single string (like Content-Type), use the
   * specialized _getExistingOrDefaultContentTypeHeader method instead.
   */
  _getExistingOrDefaultHeader(additionalHeaders, header, _default) {
    let clientHeader;
    if (this.requestOptions && this.requestOptions.headers) {
      const headerValue = lowercaseKeys(this.requestOptions.headers)[header];
      if (headerValue) {
        clientHeader = typeof headerValue === "number" ? headerValue.toString() : headerValue;
      }
    }
    const additionalValue = additionalHeaders[header];
    if (additionalValue !== void 0) {
      return typeof additionalValue === "number" ? additionalValue.toString() : additionalValue;
    }
    if (clientHeader !== void 0) {
      return clientHeader;
    }
    return _default;
  }
  /**
   * Specialized version of _getExistingOrDefaultHeader for Content-Type header.
   * Always returns a single string (not an array) since Content-Type should be a single value.
   * Converts arrays to comma-separated strings and numbers to strings to ensure type safety.
   * This was split from _getExistingOrDefaultHeader to provide stricter typing for callers
   * that assign the result to places expecting a string (e.g., additionalHeaders[Headers.ContentType]).
   */
  _getExistingOrDefaultContentTypeHeader(additionalHeaders, _default) {
    let clientHeader;
    if (this.requestOptions && this.requestOptions.headers) {
      const headerValue = lowercaseKeys(this.requestOptions.headers)[Headers.ContentType];
      if (headerValue) {
        if (typeof headerValue === "number") {
          clientHeader = String(headerValue);
        } else if (Array.isArray(headerValue)) {
          clientHeader = headerValue.join(", ");
        } else {
          clientHeader = headerValue;
        }
      }
    }
    const additionalValue = additionalHeaders[Headers.ContentType];
    if (additionalValue !== void 0) {
      if (typeof additionalValue === "number") {
        return String(additionalValue);
      } else if (Array.isArray(additionalValue)) {
        return additionalValue.join(", ");
      } else {
        return additionalValue;
      }
    }
    if (clientHeader !== void 0) {
      return clientHeader;
    }
    return _default;
  }
  _getAgent(parsedUrl) {
    let agent;
    const proxyUrl = getProxyUrl(parsedUrl);
    const useProxy = proxyUrl && proxyUrl.hostname;
    if (this._keepAlive && useProxy) {
      agent = this._proxyAgent;
    }
    if (!useProxy) {
      agent = this._agent;
    }
    if (agent) {
      return agent;
    }
    const usingSsl = parsedUrl.protocol === "https:";
    let maxSockets = 100;
    if (this.requestOptions) {
      maxSockets = this.requestOptions.maxSockets || http.globalAgent.maxSockets;
    }
    if (proxyUrl && proxyUrl.hostname) {
      const agentOptions = {
        maxSockets,
        keepAlive: this._keepAlive,
        proxy: Object.assign(Object.assign({}, (proxyUrl.username || proxyUrl.password) && {
          proxyAuth: `${proxyUrl.username}:${proxyUrl.password}`
        }), { host: proxyUrl.hostname, port: proxyUrl.port })
      };
      let tunnelAgent;
      const overHttps = proxyUrl.protocol === "https:";
      if (usingSsl) {
        tunnelAgent = overHttps ? tunnel.httpsOverHttps : tunnel.httpsOverHttp;
      } else {
        tunnelAgent = overHttps ? tunnel.httpOverHttps : tunnel.httpOverHttp;
      }
      agent = tunnelAgent(agentOptions);
      this._proxyAgent = agent;
    }
    if (!agent) {
      const options = { keepAlive: this._keepAlive, maxSockets };
      agent = usingSsl ? new https.Agent(options) : new http.Agent(options);
      this._agent = agent;
    }
    if (usingSsl && this._ignoreSslError) {
      agent.options = Object.assign(agent.options || {}, {
        rejectUnauthorized: false
      });
    }
    return agent;
  }
  _getProxyAgentDispatcher(parsedUrl, proxyUrl) {
    let proxyAgent;
    if (this._keepAlive) {
      proxyAgent = this._proxyAgentDispatcher;
    }
    if (proxyAgent) {
      return proxyAgent;
    }
    const usingSsl = parsedUrl.protocol === "https:";
    proxyAgent = new import_undici.ProxyAgent(Object.assign({ uri: proxyUrl.href, pipelining: !this._keepAlive ? 0 : 1 }, (proxyUrl.username || proxyUrl.password) && {
      token: `Basic ${Buffer.from(`${proxyUrl.username}:${proxyUrl.password}`).toString("base64")}`
    }));
    this._proxyAgentDispatcher = proxyAgent;
    if (usingSsl && this._ignoreSslError) {
      proxyAgent.options = Object.assign(proxyAgent.options.requestTls || {}, {
        rejectUnauthorized: false
      });
    }
    return proxyAgent;
  }
  _getUserAgentWithOrchestrationId(userAgent) {
    const baseUserAgent = userAgent || "actions/http-client";
    const orchId = process.env["ACTIONS_ORCHESTRATION_ID"];
    if (orchId) {
      const sanitizedId = orchId.replace(/[^a-z0-9_.-]/gi, "_");
      return `${baseUserAgent} actions_orchestration_id/${sanitizedId}`;
    }
    return baseUserAgent;
  }
  _performExponentialBackoff(retryNumber) {
    return __awaiter(this, void 0, void 0, function* () {
      retryNumber = Math.min(ExponentialBackoffCeiling, retryNumber);
      const ms = ExponentialBackoffTimeSlice * Math.pow(2, retryNumber);
      return new Promise((resolve2) => setTimeout(() => resolve2(), ms));
    });
  }
  _processResponse(res, options) {
    return __awaiter(this, void 0, void 0, function* () {
      return new Promise((resolve2, reject) => __awaiter(this, void 0, void 0, function* () {
        const statusCode = res.message.statusCode || 0;
        const response = {
          statusCode,
          result: null,
          headers: {}
        };
        if (statusCode === HttpCodes.NotFound) {
          resolve2(response);
        }
        function dateTimeDeserializer(key, value) {
          if (typeof value === "string") {
            const a = new Date(value);
            if (!isNaN(a.valueOf())) {
              return a;
            }
          }
          return value;
        }
        let obj;
        let contents;
        try {
          contents = yield res.readBody();
          if (contents && contents.length > 0) {
            if (options && options.deserializeDates) {
              obj = JSON.parse(contents, dateTimeDeserializer);
            } else {
              obj = JSON.parse(contents);
            }
            response.result = obj;
          }
          response.headers = res.message.headers;
        } catch (err) {
        }
        if (statusCode > 299) {
          let msg;
          if (obj && obj.message) {
            msg = obj.message;
          } else if (contents && contents.length > 0) {
            msg = contents;
          } else {
            msg = `Failed request: (${statusCode})`;
          }
          const err = new HttpClientError(msg, statusCode);
          err.result = response.result;
          reject(err);
        } else {
          resolve2(response);
        }
      }));
    });
  }
};
var lowercaseKeys = (obj) => Object.keys(obj).reduce((c, k) => (c[k.toLowerCase()] = obj[k], c), {});

// node_modules/@actions/core/lib/summary.js
import { EOL as EOL3 } from "os";
import { constants, promises } from "fs";
var __awaiter2 = function(thisArg, _arguments, P, generator) {
  function adopt(value) {
    return value instanceof P ? value : new P(function(resolve2) {
      resolve2(value);
    });
  }
  return new (P || (P = Promise))(function(resolve2, reject) {
    function fulfilled(value) {
      try {
        step(generator.next(value));
      } catch (e) {
        reject(e);
      }
    }
    function rejected(value) {
      try {
        step(generator["throw"](value));
      } catch (e) {
        reject(e);
      }
    }
    function step(result) {
      result.done ? resolve2(result.value) : adopt(result.value).then(fulfilled, rejected);
    }
    step((generator = generator.apply(thisArg, _arguments || [])).next());
  });
};
var { access, appendFile, writeFile } = promises;
var SUMMARY_ENV_VAR = "GITHUB_STEP_SUMMARY";
var Summary = class {
  constructor() {
    this._buffer = "";
  }
  /**
   * Finds the summary file path from the environment, rejects if env var is not found or file does not exist
   * Also checks r/w permissions.
   *
   * @returns step summary file path
   */
  filePath() {
    return __awaiter2(this, void 0, void 0, function* () {
      if (this._filePath) {
        return this._filePath;
      }
      const pathFromEnv = process.env[SUMMARY_ENV_VAR];
      if (!pathFromEnv) {
        throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
      }
      try {
        yield access(pathFromEnv, constants.R_OK | constants.W_OK);
      } catch (_a) {
        throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
      }
      this._filePath = pathFromEnv;
      return this._filePath;
    });
  }
  /**
   * Wraps content in an HTML tag, adding any HTML attributes
   *
   * @param {string} tag HTML tag to wrap
   * @param {string | null} content content within the tag
   * @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
   *
   * @returns {string} content wrapped in HTML element
   */
  wrap(tag, content, attrs = {}) {
    const htmlAttrs = Object.entries(attrs).map(([key, value]) => ` ${key}="${value}"`).join("");
    if (!content) {
      return `<${tag}${htmlAttrs}>`;
    }
    return `<${tag}${htmlAttrs}>${content}</${tag}>`;
  }
  /**
   * Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
   *
   * @param {SummaryWriteOptions} [options] (optional) options for write operation
   *
   * @returns {Promise<Summary>} summary instance
   */
  write(options) {
    return __awaiter2(this, void 0, void 0, function* () {
      const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
      const filePath = yield this.filePath();
      const writeFunc = overwrite ? writeFile : appendFile;
      yield writeFunc(filePath, this._buffer, { encoding: "utf8" });
      return this.emptyBuffer();
    });
  }
  /**
   * Clears the summary buffer and wipes the summary file
   *
   * @returns {Summary} summary instance
   */
  clear() {
    return __awaiter2(this, void 0, void 0, function* () {
      return this.emptyBuffer().write({ overwrite: true });
    });
  }
  /**
   * Returns the current summary buffer as a string
   *
   * @returns {string} string of summary buffer
   */
  stringify() {
    return this._buffer;
  }
  /**
   * If the summary buffer is empty
   *
   * @returns {boolen} true if the buffer is empty
   */
  isEmptyBuffer() {
    return this._buffer.length === 0;
  }
  /**
   * Resets the summary buffer without writing to summary file
   *
   * @returns {Summary} summary instance
   */
  emptyBuffer() {
    this._buffer = "";
    return this;
  }
  /**
   * Adds raw text to the summary buffer
   *
   * @param {string} text content to add
   * @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
   *
   * @returns {Summary} summary instance
   */
  addRaw(text, addEOL = false) {
    this._buffer += text;
    return addEOL ? this.addEOL() : this;
  }
  /**
   * Adds the operating system-specific end-of-line marker to the buffer
   *
   * @returns {Summary} summary instance
   */
  addEOL() {
    return this.addRaw(EOL3);
  }
  /**
   * Adds an HTML codeblock to the summary buffer
   *
   * @param {string} code content to render within fenced code block
   * @param {string} lang (optional) language to syntax highlight code
   *
   * @returns {Summary} summary instance
   */
  addCodeBlock(code, lang) {
    const attrs = Object.assign({}, lang && { lang });
    const element = this.wrap("pre", this.wrap("code", code), attrs);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML list to the summary buffer
   *
   * @param {string[]} items list of items to render
   * @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
   *
   * @returns {Summary} summary instance
   */
  addList(items, ordered = false) {
    const tag = ordered ? "ol" : "ul";
    const listItems = items.map((item) => this.wrap("li", item)).join("");
    const element = this.wrap(tag, listItems);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML table to the summary buffer
   *
   * @param {SummaryTableCell[]} rows table rows
   *
   * @returns {Summary} summary instance
   */
  addTable(rows) {
    const tableBody = rows.map((row2) => {
      const cells = row2.map((cell) => {
        if (typeof cell === "string") {
          return this.wrap("td", cell);
        }
        const { header, data, colspan, rowspan } = cell;
        const tag = header ? "th" : "td";
        const attrs = Object.assign(Object.assign({}, colspan && { colspan }), rowspan && { rowspan });
        return this.wrap(tag, data, attrs);
      }).join("");
      return this.wrap("tr", cells);
    }).join("");
    const element = this.wrap("table", tableBody);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds a collapsable HTML details element to the summary buffer
   *
   * @param {string} label text for the closed state
   * @param {string} content collapsable content
   *
   * @returns {Summary} summary instance
   */
  addDetails(label, content) {
    const element = this.wrap("details", this.wrap("summary", label) + content);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML image tag to the summary buffer
   *
   * @param {string} src path to the image you to embed
   * @param {string} alt text description of the image
   * @param {SummaryImageOptions} options (optional) addition image attributes
   *
   * @returns {Summary} summary instance
   */
  addImage(src, alt, options) {
    const { width, height } = options || {};
    const attrs = Object.assign(Object.assign({}, width && { width }), height && { height });
    const element = this.wrap("img", null, Object.assign({ src, alt }, attrs));
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML section heading element
   *
   * @param {string} text heading text
   * @param {number | string} [level=1] (optional) the heading level, default: 1
   *
   * @returns {Summary} summary instance
   */
  addHeading(text, level) {
    const tag = `h${level}`;
    const allowedTag = ["h1", "h2", "h3", "h4", "h5", "h6"].includes(tag) ? tag : "h1";
    const element = this.wrap(allowedTag, text);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML thematic break (<hr>) to the summary buffer
   *
   * @returns {Summary} summary instance
   */
  addSeparator() {
    const element = this.wrap("hr", null);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML line break (<br>) to the summary buffer
   *
   * @returns {Summary} summary instance
   */
  addBreak() {
    const element = this.wrap("br", null);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML blockquote to the summary buffer
   *
   * @param {string} text quote text
   * @param {string} cite (optional) citation url
   *
   * @returns {Summary} summary instance
   */
  addQuote(text, cite) {
    const attrs = Object.assign({}, cite && { cite });
    const element = this.wrap("blockquote", text, attrs);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML anchor tag to the summary buffer
   *
   * @param {string} text link text/content
   * @param {string} href hyperlink
   *
   * @returns {Summary} summary instance
   */
  addLink(text, href) {
    const element = this.wrap("a", text, { href });
    return this.addRaw(element).addEOL();
  }
};
var _summary = new Summary();
var summary = _summary;

// node_modules/@actions/core/lib/platform.js
import os3 from "os";

// node_modules/@actions/io/lib/io-util.js
import * as fs2 from "fs";
var { chmod, copyFile, lstat, mkdir, open, readdir, rename, rm, rmdir, stat, symlink, unlink } = fs2.promises;
var IS_WINDOWS = process.platform === "win32";
var READONLY = fs2.constants.O_RDONLY;

// node_modules/@actions/exec/lib/toolrunner.js
var IS_WINDOWS2 = process.platform === "win32";

// node_modules/@actions/core/lib/platform.js
var platform = os3.platform();
var arch = os3.arch();

// node_modules/@actions/core/lib/core.js
var ExitCode;
(function(ExitCode2) {
  ExitCode2[ExitCode2["Success"] = 0] = "Success";
  ExitCode2[ExitCode2["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
function setSecret(secret) {
  issueCommand("add-mask", {}, secret);
}
function getInput(name, options) {
  const val = process.env[`INPUT_${name.replace(/ /g, "_").toUpperCase()}`] || "";
  if (options && options.required && !val) {
    throw new Error(`Input required and not supplied: ${name}`);
  }
  if (options && options.trimWhitespace === false) {
    return val;
  }
  return val.trim();
}
function setOutput(name, value) {
  const filePath = process.env["GITHUB_OUTPUT"] || "";
  if (filePath) {
    return issueFileCommand("OUTPUT", prepareKeyValueMessage(name, value));
  }
  process.stdout.write(os4.EOL);
  issueCommand("set-output", { name }, toCommandValue(value));
}
function setFailed(message) {
  process.exitCode = ExitCode.Failure;
  error(message);
}
function debug(message) {
  issueCommand("debug", {}, message);
}
function error(message, properties = {}) {
  issueCommand("error", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function warning(message, properties = {}) {
  issueCommand("warning", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function notice(message, properties = {}) {
  issueCommand("notice", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function info(message) {
  process.stdout.write(message + os4.EOL);
}

// src/action/failure-text.ts
function failureText(isJudged) {
  return isJudged ? "keysieve could not deliver its report" : "keysieve could not scan";
}

// src/action/api/exchange.ts
var MAX_SILENCE_MS = 6e4;
async function exchange({ method, url, headers, body }, maxSilenceMs = MAX_SILENCE_MS) {
  const client = new HttpClient(`keysieve/${VERSION}`, [], {
    allowRedirects: false,
    allowRetries: false,
    socketTimeout: maxSilenceMs
  });
  const { message } = await client.request(method, url, body ?? null, { ...headers }).catch((error2) => {
    throw error2 instanceof Error && "code" in error2 ? error2 : new Error(`no answer for ${maxSilenceMs / 1e3} s`);
  });
  message.setTimeout(maxSilenceMs, () => message.destroy(new Error(`no byte for ${maxSilenceMs / 1e3} s`)));
  return { status: message.statusCode ?? 0, headers: message.headers, body: message };
}
async function readText(body, maxBytes) {
  const chunks = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxBytes) throw new Error(`the answer has more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

// src/action/api/patience.ts
import { setTimeout as sleep } from "node:timers/promises";
var MAX_TRIES = 4;
var FIRST_WAIT_MS = 500;
var MAX_WAIT_MS = 15 * 6e4;
var SECONDARY_LIMIT_WAIT_MS = 6e4;
async function patiently(ask, { what, tell: tell2, giveUp }) {
  for (let tries = 1; ; tries++) {
    const outcome = await ask();
    if ("done" in outcome) return outcome.done;
    const { why, waitMs = FIRST_WAIT_MS * 2 ** (tries - 1) } = outcome.trouble;
    if (tries === MAX_TRIES || waitMs > MAX_WAIT_MS) throw giveUp(outcome.trouble);
    tell2(`${what}: ${why}; waiting ${secondsText(waitMs)} before try ${tries + 1} of ${MAX_TRIES}`);
    await sleep(waitMs);
  }
}
function rateLimitWait({ status, headers }, text, nowMs = Date.now()) {
  if (status !== 429 && status !== 403) return void 0;
  const retryAfter = Number(headers["retry-after"] ?? Number.NaN);
  if (retryAfter >= 0) return retryAfter * 1e3;
  const reset = Number(headers["x-ratelimit-reset"] ?? Number.NaN);
  if (headers["x-ratelimit-remaining"] === "0" && reset > 0) return Math.max(0, reset * 1e3 - nowMs) + 1e3;
  return status === 429 || /secondary rate limit/i.test(text) ? SECONDARY_LIMIT_WAIT_MS : void 0;
}
function secondsText(waitMs) {
  return `${Math.ceil(waitMs / 100) / 10} s`;
}

// src/action/api/json-api.ts
var ApiError = class extends AccessError {
  /** HTTP status; 0 when there was no answer, or it broke off. */
  status;
  constructor(what, { status, why }) {
    super(`${what}: ${status === 0 ? why : `GitHub answers ${status} (${why})`}`);
    this.status = status;
  }
};
var MAX_JSON_BYTES = 64 << 20;
var PAGE_SIZE = 100;
var MAX_PAGES = 100;
var JsonApi = class {
  #options;
  constructor(options) {
    this.#options = options;
  }
  /** The parsed answer; undefined for an empty one. @throws ApiError */
  json(call) {
    return this.#ask(call, async ({ body }) => {
      const text = await readText(body, MAX_JSON_BYTES);
      return text === "" ? void 0 : parseJson(text);
    });
  }
  /** All items of a paginated list; `itemsOf` extracts them from one page. @throws ApiError */
  async list(path, itemsOf) {
    const items = [];
    for (let page = 1; page <= MAX_PAGES; page++) {
      const query = `${path.includes("?") ? "&" : "?"}per_page=${PAGE_SIZE}&page=${page}`;
      const some = itemsOf(await this.json({ path: path + query }));
      if (!Array.isArray(some)) throw new ApiError(`GET ${path}`, { status: 0, why: "expected a list, found none" });
      items.push(...some);
      if (some.length < PAGE_SIZE) return items;
    }
    const why = `expected at most ${MAX_PAGES * PAGE_SIZE} items, found more`;
    throw new ApiError(`GET ${path}`, { status: 0, why });
  }
  /** An answer of 200 to 399, whose body is yet to be read. @throws ApiError */
  open(call) {
    return this.#ask(call, async (answer) => answer);
  }
  #ask(call, take) {
    const { method = "GET", path, isRepeatable = method !== "POST" } = call;
    const what = `${method} ${path}`;
    const giveUp = (trouble) => new ApiError(what, trouble);
    return patiently(
      async () => {
        const outcome = await this.#try(call, take);
        const mayAskAgain = "done" in outcome || isRepeatable || outcome.trouble.waitMs !== void 0;
        if (!mayAskAgain || "trouble" in outcome && isFinal(outcome.trouble)) throw giveUp(outcome.trouble);
        return outcome;
      },
      { what, tell: this.#options.tell, giveUp }
    );
  }
  async #try(call, take) {
    try {
      const answer = await exchange(this.#requestOf(call));
      const { status } = answer;
      if (status >= 200 && status < 400) return { done: await take(answer) };
      const text = await readText(answer.body, MAX_JSON_BYTES);
      const waitMs = rateLimitWait(answer, text);
      if (waitMs !== void 0) return { trouble: { why: "the rate limit is used up", status: 429, waitMs } };
      return { trouble: { why: messageIn(text), status } };
    } catch (error2) {
      return { trouble: { why: `no whole answer (${reasonOf(error2)})`, status: 0 } };
    }
  }
  #requestOf({ method = "GET", path, body, accept = "application/vnd.github+json" }) {
    const { url, token } = this.#options;
    return {
      method,
      url: url + path,
      headers: {
        ...{ accept, "x-github-api-version": "2022-11-28" },
        ...token === "" ? {} : { authorization: `Bearer ${token}` },
        ...body === void 0 ? {} : { "content-type": "application/json" }
      },
      ...body === void 0 ? {} : { body: JSON.stringify(body) }
    };
  }
};
function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error("it is no JSON");
  }
}
function isFinal({ status, waitMs }) {
  return status >= 400 && status < 500 && waitMs === void 0;
}
function reasonOf(error2) {
  if (!(error2 instanceof Error)) return String(error2);
  return "code" in error2 ? String(error2.code) : error2.message;
}
function messageIn(text) {
  try {
    const { message, msg } = JSON.parse(text);
    return String(message ?? msg).slice(0, 200);
  } catch {
    return "no reason given";
  }
}

// src/sources/name-patterns.ts
var NamePatterns = class {
  #patterns;
  #used = /* @__PURE__ */ new Set();
  /** @throws UsageError when no pattern includes anything */
  constructor(option, texts) {
    this.#patterns = texts.map((text) => {
      if (text.length > MAX_PATTERN_CHARACTERS) throw new UsageError(`${option}: a pattern is too long`);
      const excludes = text.startsWith("!");
      const glob = compileGlob(excludes ? text.slice(1).trim() : text);
      return { text, excludes, match: (name) => name === text || glob.match(name) };
    });
    if (this.#patterns.every(({ excludes }) => excludes))
      throw new UsageError(`${option}: expected a name or pattern to scan, found only exclusions; "*" means all`);
  }
  take(name) {
    let taken = false;
    for (const { text, excludes, match } of this.#patterns) {
      if (!match(name)) continue;
      taken = !excludes;
      if (!excludes) this.#used.add(text);
    }
    return taken;
  }
  /** The includes that have matched no name so far. */
  get unmatched() {
    return this.#patterns.filter(({ text, excludes }) => !excludes && !this.#used.has(text)).map(({ text }) => text);
  }
};

// src/action/api/fields.ts
function field(value, ...names) {
  return names.reduce(
    (inner, name) => typeof inner === "object" && inner !== null ? inner[name] : void 0,
    value
  );
}
function textField(value, ...names) {
  const found = field(value, ...names);
  return typeof found === "string" ? found : void 0;
}
function numberField(value, ...names) {
  const found = field(value, ...names);
  const number = typeof found === "string" && /^\d{1,16}$/.test(found) ? Number(found) : found;
  return typeof number === "number" ? number : void 0;
}

// src/action/job.ts
function jobFrom(env, event) {
  return {
    apiUrl: (env.GITHUB_API_URL || "https://api.github.com").replace(/\/+$/, ""),
    serverUrl: (env.GITHUB_SERVER_URL || "https://github.com").replace(/\/+$/, ""),
    repository: env.GITHUB_REPOSITORY ?? "",
    runId: env.GITHUB_RUN_ID ?? "",
    isRunAgain: Number(env.GITHUB_RUN_ATTEMPT) > 1 || (numberField(event, "workflow_run", "run_attempt") ?? 1) > 1,
    jobId: env.GITHUB_JOB ?? "",
    stepId: env.GITHUB_ACTION ?? "",
    actionRepository: env.GITHUB_ACTION_REPOSITORY ?? "",
    workflowFile: workflowFileOf(env.GITHUB_WORKFLOW_REF),
    event: env.GITHUB_EVENT_NAME ?? "",
    sha: env.GITHUB_SHA ?? "",
    ref: env.GITHUB_REF ?? "",
    workspace: env.GITHUB_WORKSPACE ?? process.cwd(),
    pullRequest: pullRequestOf(event),
    queueBaseSha: textField(event, "merge_group", "base_sha"),
    finishedRun: finishedRunOf(event)
  };
}
function isEnterpriseServer({ serverUrl }) {
  const { hostname } = new URL(serverUrl);
  return hostname !== "github.com" && !/\.(?:ghe\.com|localhost)$/.test(hostname);
}
function workflowFileOf(workflowRef) {
  return /^[^/]+\/[^/]+\/([^@]+)@/.exec(workflowRef ?? "")?.[1];
}
async function readEvent(env) {
  if (!env.GITHUB_EVENT_PATH) return void 0;
  try {
    return (await import("./github.js")).context.payload;
  } catch {
    return void 0;
  }
}
function pullRequestOf(event) {
  const number = numberField(event, "pull_request", "number");
  const headSha = textField(event, "pull_request", "head", "sha");
  const baseSha = textField(event, "pull_request", "base", "sha");
  if (number === void 0 || headSha === void 0 || baseSha === void 0) return void 0;
  return { number, headSha, baseSha };
}
function finishedRunOf(event) {
  const run2 = field(event, "workflow_run");
  const headSha = textField(run2, "head_sha");
  if (headSha === void 0) return void 0;
  const pullRequests = field(run2, "pull_requests");
  return {
    headSha,
    headBranch: textField(run2, "head_branch") ?? "",
    headRepository: textField(run2, "head_repository", "full_name") ?? "",
    workflowFile: textField(run2, "path")?.replace(/@.*$/, ""),
    pullRequests: (Array.isArray(pullRequests) ? pullRequests : []).map((one) => numberField(one, "number")).filter((number) => number !== void 0)
  };
}

// src/action/artifacts/follow.ts
var MAX_REDIRECTS = 5;
async function openSigned(url, from) {
  let at = new URL(from);
  let next = url;
  for (let redirects = 0; redirects < MAX_REDIRECTS; redirects++) {
    const target = new URL(next, at);
    if (target.protocol !== "https:" && target.protocol !== at.protocol)
      throw new AccessError(`expected a redirect to https, found one to ${target.protocol}`);
    const answer = await exchange({ method: "GET", url: target.href });
    const { location } = answer.headers;
    if (answer.status < 300 || answer.status >= 400 || location === void 0) return answer;
    answer.body.destroy();
    [at, next] = [target, location];
  }
  throw new AccessError(`expected at most ${MAX_REDIRECTS} redirects, found more`);
}
async function follow(answer, from) {
  const { location } = answer.headers;
  if (answer.status < 300 || location === void 0) return answer;
  answer.body.destroy();
  return openSigned(location, from);
}

// src/action/artifacts/other-run.ts
async function artifactsOfRun(api, { repository, runId }, apiUrl) {
  const records = await api.list(
    `/repos/${repository}/actions/runs/${runId}/artifacts`,
    (page) => field(page, "artifacts")
  );
  return records.map((record2) => {
    const id = String(numberField(record2, "id") ?? "");
    const path = `/repos/${repository}/actions/artifacts/${id}`;
    return {
      id,
      name: textField(record2, "name") ?? "",
      digest: textField(record2, "digest"),
      ...field(record2, "expired") === true && { gone: expiredText2(textField(record2, "expires_at")) },
      open: async () => follow(await api.open({ path: `${path}/zip` }), apiUrl),
      remove: async () => void await api.json({ method: "DELETE", path })
    };
  });
}
function expiredText2(expiresAt) {
  const when = expiresAt === void 0 ? "" : ` on ${expiresAt.slice(0, 10)}`;
  return `the artifact expired${when} and is no longer stored; scan it before that, or keep it longer (retention-days)`;
}

// src/action/artifacts/own-run.ts
var SERVICE = "/twirp/github.actions.results.api.v1.ArtifactService";
function resultsServiceFrom(env) {
  const { ACTIONS_RESULTS_URL: url, ACTIONS_RUNTIME_TOKEN: token } = env;
  return url && token ? { url: new URL(url).origin, token } : void 0;
}
async function artifactsOfOwnRun({ url, token }, tell2) {
  const own = backendIdsIn(token);
  const api = new JsonApi({ url, token, tell: tell2 });
  const call = (method, body) => api.json({ method: "POST", path: `${SERVICE}/${method}`, body, accept: "application/json", isRepeatable: true });
  const listed = field(await call("ListArtifacts", own), "artifacts");
  return (Array.isArray(listed) ? listed : []).map((record2) => {
    const name = textField(record2, "name") ?? "";
    const target = {
      workflow_run_backend_id: textField(record2, "workflow_run_backend_id") ?? own.workflow_run_backend_id,
      workflow_job_run_backend_id: textField(record2, "workflow_job_run_backend_id") ?? own.workflow_job_run_backend_id,
      name
    };
    return {
      id: String(numberField(record2, "database_id") ?? name),
      name,
      digest: textField(record2, "digest"),
      open: async () => openSigned(textField(await call("GetSignedArtifactURL", target), "signed_url") ?? "", url),
      remove: async () => void await call("DeleteArtifact", target)
    };
  });
}
function backendIdsIn(token) {
  const [, claims = ""] = token.split(".");
  const [, run2, job] = /(?:^|[" ])Actions\.Results:([^: "]+):([^: "]+)/.exec(Buffer.from(claims, "base64url").toString()) ?? [];
  if (run2 === void 0 || job === void 0)
    throw new UsageError("artifacts: the token of the job names no run; give run-id to read them through the API");
  return { workflow_run_backend_id: run2, workflow_job_run_backend_id: job };
}

// src/action/artifacts/release.ts
async function assetsOfRelease(api, { repository, tag }, apiUrl) {
  const ids = await releasesOf(api, { repository, tag });
  if (ids.length === 0) {
    throw new UsageError(
      `release: expected a release of ${JSON.stringify(tag)} in ${repository}, found none; a draft is shown only to a token with contents: write`
    );
  }
  const lists = await Promise.all(
    ids.map((id) => api.list(`/repos/${repository}/releases/${id}/assets`, (page) => page))
  );
  return lists.flat().map((record2) => assetOf(api, repository, record2, apiUrl));
}
async function releasesOf(api, { repository, tag }) {
  const published = await publishedRelease(api, { repository, tag });
  const all = await api.list(`/repos/${repository}/releases`, (page) => page);
  const ofTag = all.filter((release) => field(release, "tag_name") === tag);
  const ids = [published, ...ofTag].map((release) => numberField(release, "id")).filter((id) => id !== void 0);
  return [...new Set(ids)];
}
async function publishedRelease(api, { repository, tag }) {
  try {
    return await api.json({ path: `/repos/${repository}/releases/tags/${encodeURIComponent(tag)}` });
  } catch (error2) {
    if (error2 instanceof ApiError && error2.status === 404) return void 0;
    throw error2;
  }
}
function assetOf(api, repository, record2, apiUrl) {
  const id = String(numberField(record2, "id") ?? "");
  const path = `/repos/${repository}/releases/assets/${id}`;
  return {
    id,
    name: textField(record2, "name") ?? "",
    digest: textField(record2, "digest"),
    ...field(record2, "state") !== "uploaded" && {
      gone: "the asset is not uploaded to its end; upload it again, or delete it"
    },
    open: async () => follow(await api.open({ path, accept: "application/octet-stream" }), apiUrl),
    remove: async () => void await api.json({ method: "DELETE", path })
  };
}

// src/action/artifacts/find-artifacts.ts
function wantsArtifacts({ artifacts, release }) {
  return artifacts.length > 0 || release !== void 0;
}
async function findArtifacts(inputs, access2) {
  const ofRun = inputs.artifacts.length > 0 ? await chosenOfRun(inputs, access2) : NOTHING;
  const ofRelease = inputs.release === void 0 ? [] : await allOfRelease(inputs.release, inputs, access2);
  return { artifacts: [...ofRun.artifacts, ...ofRelease], unmatched: ofRun.unmatched };
}
var NOTHING = { artifacts: [], unmatched: 0 };
async function chosenOfRun(inputs, access2) {
  const patterns = new NamePatterns("artifacts", inputs.artifacts);
  const all = await allOfRun(inputs, access2);
  const artifacts = all.filter(({ name }) => patterns.take(name));
  const { unmatched } = patterns;
  if (unmatched.length > 0 && inputs.ifNoFilesFound === "error") {
    throw new UsageError(
      `artifacts: ${unmatched.map((text) => JSON.stringify(text)).join(", ")} matched none of the ${all.length} artifacts of the run; correct the name, wait for the job that uploads it (needs), or allow it with if-no-files-found`
    );
  }
  return { artifacts, unmatched: inputs.ifNoFilesFound === "warn" ? unmatched.length : 0 };
}
async function allOfRun(inputs, { job, api, service, tell: tell2 }) {
  const repository = inputs.repository ?? job.repository;
  const runId = inputs.runId ?? job.runId;
  const isOwn = runId === job.runId && repository === job.repository;
  if (isOwn && isEnterpriseServer(job)) {
    throw new UsageError(
      `artifacts: ${new URL(job.serverUrl).hostname} is a GitHub Enterprise Server, where a run cannot read its own artifacts; scan the files before they are uploaded (paths), or a run that is over (run-id)`
    );
  }
  if (isOwn && service !== void 0) return artifactsOfOwnRun(service, tell2);
  return explained(
    `artifacts: run ${runId} of ${repository}`,
    "actions: read",
    artifactsOfRun(api, { repository, runId }, job.apiUrl)
  );
}
async function allOfRelease(tag, inputs, { job, api }) {
  const repository = inputs.repository ?? job.repository;
  const assets = await explained(
    `release: ${JSON.stringify(tag)} of ${repository}`,
    "contents: read",
    assetsOfRelease(api, { repository, tag }, job.apiUrl)
  );
  if (assets.length > 0 || inputs.ifNoFilesFound !== "error") return assets;
  throw new UsageError(
    `release: ${JSON.stringify(tag)} of ${repository} has no assets; upload them first, or allow it with if-no-files-found`
  );
}
async function explained(what, permission, answer) {
  try {
    return await answer;
  } catch (error2) {
    if (!(error2 instanceof ApiError) || ![401, 403, 404].includes(error2.status)) throw error2;
    throw new UsageError(
      `${what} is not there, or the token may not see it (${error2.status}); correct it, or give the job \`${permission}\` and the token as github-token`
    );
  }
}

// src/action/artifacts/download.ts
import { createHash } from "node:crypto";
function download(artifact, options) {
  return patiently(() => tryDownload(artifact, options), {
    what: whatOf(options),
    tell: options.tell,
    giveUp: ({ why, status }) => status === WRONG_BYTES ? new FormatError(`download: ${why}`) : new AccessError(`cannot download it: ${why}`)
  });
}
function whatOf({ path }) {
  return `download of ${path}`;
}
var WRONG_BYTES = -1;
async function tryDownload(artifact, options) {
  let answer;
  try {
    answer = await artifact.open();
  } catch (error2) {
    if (error2 instanceof AccessError) throw error2;
    return { trouble: { why: `the storage gives no answer (${reasonOf(error2)})`, status: 0 } };
  }
  const { status, body } = answer;
  if (status !== 200) {
    body.destroy();
    return { trouble: { why: `the storage answers ${status}`, status } };
  }
  return spoolAnswer(body, artifact, options);
}
async function spoolAnswer(body, { digest }, options) {
  const hash = createHash("sha256");
  const watched = new WatchedStream(body, hash);
  try {
    const { path, maxBytes, tell: tell2 } = options;
    const file = await spoolFile(path, watched, { maxBytes, name: "the download", advice: "run the job again" });
    const found = `sha256:${hash.digest("hex")}`;
    const expected = digest?.toLowerCase();
    if (expected === found) return { done: file };
    if (!expected?.startsWith("sha256:")) {
      tell2(`${whatOf(options)}: expected a SHA-256 from GitHub, found ${digest ?? "none"}; it is scanned unchecked`);
      return { done: file };
    }
    file.close();
    const why = `expected bytes with the digest that GitHub says (${digest}), found ${found}`;
    return { trouble: { why, status: WRONG_BYTES } };
  } catch (error2) {
    if (watched.failure === void 0) throw error2;
    return { trouble: { why: `it breaks off (${watched.failure})`, status: 0 } };
  } finally {
    body.destroy();
  }
}
var WatchedStream = class {
  failure;
  #body;
  #hash;
  constructor(body, hash) {
    this.#body = body;
    this.#hash = hash;
  }
  async *[Symbol.asyncIterator]() {
    const chunks = this.#body[Symbol.asyncIterator]();
    while (true) {
      const step = await chunks.next().catch((error2) => {
        this.failure = reasonOf(error2);
        throw error2;
      });
      if (step.done) return;
      this.#hash.update(step.value);
      yield step.value;
    }
  }
};

// src/action/artifacts/bring-artifacts.ts
var MAX_DOWNLOADS = 4;
function nameArtifacts(artifacts) {
  const counts = /* @__PURE__ */ new Map();
  for (const { name } of artifacts) counts.set(name, (counts.get(name) ?? 0) + 1);
  return artifacts.map((artifact) => {
    const { name, id } = artifact;
    return { path: counts.get(name) > 1 || name === "" ? `${name} (${id})` : name, artifact };
  });
}
async function bringArtifacts(named, { maxBytes, tell: tell2 }) {
  const files = [];
  const gaps = [];
  const close = () => {
    for (const file of files) file?.close();
  };
  let next = 0;
  const work = async () => {
    while (next < named.length) {
      const index = next++;
      const { path, artifact } = named[index];
      const brought = await bring(path, artifact, maxBytes, tell2);
      if ("gap" in brought) gaps.push(brought.gap);
      else files[index] = brought.file;
    }
  };
  const works = await Promise.allSettled(Array.from({ length: MAX_DOWNLOADS }, work));
  const failed = works.find((one) => one.status === "rejected");
  if (failed !== void 0) {
    close();
    throw failed.reason;
  }
  return { files: files.filter((file) => file !== void 0).map(({ selected }) => selected), gaps, close };
}
async function bring(path, artifact, maxBytes, tell2) {
  if (artifact.gone !== void 0) return { gap: { path, code: "unreadable", message: artifact.gone } };
  try {
    return { file: await download(artifact, { path, maxBytes, tell: tell2 }) };
  } catch (error2) {
    if (!isForeseen(error2)) throw error2;
    return { gap: { path, code: error2.code, message: messageOf(error2) } };
  }
}
var REFUSALS = {
  401: "the token is not valid, or no longer; give a valid one as github-token",
  403: "the token may not read it; give the job `actions: read`, and `contents: read` for a release",
  404: "it is gone since it was listed; run the job again, or find out who deletes it",
  410: "it has expired or was deleted; scan it before that"
};
function messageOf(error2) {
  const refusal = error2 instanceof ApiError ? REFUSALS[error2.status] : void 0;
  return refusal === void 0 ? error2.message : `cannot download it: ${refusal}`;
}

// src/action/artifacts/remote-artifacts.ts
var RemoteArtifacts = class {
  #settings;
  #access;
  #named = [];
  constructor(settings, access2) {
    this.#settings = settings;
    this.#access = access2;
  }
  /** Finds and downloads them. Reports name each artifact as GitHub does. */
  async bring() {
    const { artifacts, unmatched } = await findArtifacts(this.#settings, this.#access);
    this.#named = nameArtifacts(artifacts);
    const { maxEntryBytes: maxBytes } = this.#settings;
    const { tell: tell2 } = this.#access;
    return { ...await bringArtifacts(this.#named, { maxBytes, tell: tell2 }), unmatched };
  }
  /** The step that uploads the artifact. @param path as reports show it */
  stepOf(path, steps) {
    const found = this.#named.find((named) => named.path === path);
    if (found === void 0) return void 0;
    const { job } = this.#access;
    const isOfOwnRun = this.#settings.runId === void 0 || this.#settings.runId === job.runId;
    const workflowFile = isOfOwnRun ? job.workflowFile : job.finishedRun?.workflowFile;
    return steps.stepThatUploads({ name: found.artifact.name, workflowFile });
  }
  /** The artifacts that reports show under one of `paths`. */
  named(paths) {
    return this.#named.filter(({ path }) => paths.has(path));
  }
};

// src/action/base-files.ts
import { createHash as createHash2 } from "node:crypto";
import { posix, relative, resolve, sep } from "node:path";
function policyBaseOf({ event, pullRequest, queueBaseSha, finishedRun, sha }) {
  if (pullRequest !== void 0) return { sha: pullRequest.baseSha, why: "the base of the pull request" };
  if (queueBaseSha !== void 0) return { sha: queueBaseSha, why: "the base of the merge queue" };
  if (finishedRun !== void 0) return { sha, why: "the default branch" };
  if (/^(?:pull_request|merge_group|workflow_run)/.test(event)) return { sha: "", why: `the base of ${event}` };
  return void 0;
}
var BaseFiles = class {
  #base;
  #job;
  #api;
  #read = /* @__PURE__ */ new Map();
  constructor(base, job, api) {
    this.#base = base;
    this.#job = job;
    this.#api = api;
  }
  /**
   * @param name path in the workspace, as the user gave it
   * @returns undefined when the commit has no such file
   * @throws UsageError when that cannot be determined: a policy that cannot be read must not count as one that allows
   */
  async read(name) {
    const path = this.#pathOf(name);
    const bytes = await this.#fetch(path, name);
    const sha256 = bytes && createHash2("sha256").update(bytes).digest("hex");
    this.#read.set(path, { path, sha256 });
    return bytes;
  }
  /** One line that says which commit decided, and which of its files were read. Undefined when none was asked for. */
  get record() {
    if (this.#read.size === 0) return void 0;
    const files = [...this.#read.values()].map(
      ({ path, sha256 }) => `${path} (${sha256 ? `sha256 ${sha256}` : "none"})`
    );
    return `Policy is that of commit ${this.#base.sha}, ${this.#base.why}: ${files.join(", ")}.`;
  }
  #pathOf(name) {
    const { workspace } = this.#job;
    const path = relative(workspace, resolve(workspace, name)).split(sep).join("/");
    if (path === "" || path.startsWith("../") || path === ".." || posix.isAbsolute(path) || /^[A-Za-z]:/.test(path)) {
      throw new UsageError(
        `${name}: expected a file of the repository, since policy is read from ${this.#base.why}; move it there, or set config-from: workspace`
      );
    }
    return path;
  }
  async #fetch(path, name) {
    const { sha, why } = this.#base;
    const folder = `/repos/${this.#job.repository}`;
    if (sha === "") throw new UsageError(`${name}: the event does not say what ${why} is; set config-from: workspace`);
    try {
      const file = await this.#api.json({ path: `${folder}/contents/${encodePath(path)}?ref=${sha}` });
      return await this.#contentOf(file, folder, name);
    } catch (error2) {
      if (!(error2 instanceof ApiError)) throw error2;
      if (error2.status === 404 && await this.#canRead(folder, sha)) return void 0;
      throw new UsageError(
        `${name}: cannot be read from ${why} (${error2.message}); give the job \`contents: read\`, or set config-from: workspace`
      );
    }
  }
  /** GitHub also answers 404 to a token that may not look. */
  async #canRead(folder, sha) {
    try {
      await this.#api.json({ path: `${folder}/git/commits/${sha}` });
      return true;
    } catch (error2) {
      if (error2 instanceof ApiError) return false;
      throw error2;
    }
  }
  /** The answer contains the content up to 1 MB; a larger file is fetched as a blob. */
  async #contentOf(file, folder, name) {
    if (field(file, "type") !== "file")
      throw new UsageError(`${name}: expected a file in ${this.#base.why}, found something else; name the file itself`);
    if (textField(file, "encoding") === "base64") return Buffer.from(textField(file, "content") ?? "", "base64");
    const blob = await this.#api.json({ path: `${folder}/git/blobs/${textField(file, "sha")}` });
    if (textField(blob, "encoding") !== "base64")
      throw new UsageError(`${name}: is too large to be read from ${this.#base.why}`);
    return Buffer.from(textField(blob, "content") ?? "", "base64");
  }
};
function encodePath(path) {
  return path.split("/").map(encodeURIComponent).join("/");
}

// src/action/delivery/attempt.ts
async function attempt({ what, permission, instead }, notes, action) {
  try {
    await action();
  } catch (error2) {
    if (!(error2 instanceof ApiError)) throw error2;
    const isRefusal = [401, 403, 404].includes(error2.status);
    const why = isRefusal ? `the token may not do that (it takes \`${permission}\`)` : error2.message;
    notes.add(`${what} is missing: ${why}. ${instead}`);
  }
}

// src/action/delivery/delivery.ts
function repositoryPath({ job }) {
  return `/repos/${job.repository}`;
}
function runUrl({ serverUrl, repository, runId }) {
  return `${serverUrl}/${repository}/actions/runs/${runId}`;
}
function reportedSha({ sha, pullRequest, finishedRun }) {
  return finishedRun?.headSha ?? pullRequest?.headSha ?? sha;
}

// src/action/delivery/identity.ts
import { createHash as createHash3 } from "node:crypto";
function identityOf({ job, settings }) {
  const { paths, artifacts, release } = settings;
  const parts = [job.workflowFile ?? "", job.jobId, job.stepId, paths, artifacts, release ?? ""];
  return createHash3("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16);
}
function nameOf({ job }) {
  return job.jobId === "" ? "keysieve" : `keysieve (${job.jobId})`;
}

// src/action/delivery/commit-status.ts
var MAX_DESCRIPTION_CHARACTERS = 140;
async function deliverPendingStatus(delivery) {
  if (!isWanted(delivery)) return;
  try {
    await post(
      { state: "pending", description: "keysieve has not scanned so far", target_url: ownUrl(delivery) },
      delivery
    );
  } catch (error2) {
    if (!(error2 instanceof ApiError)) throw error2;
  }
}
async function deliverCommitStatus(verdict, delivery) {
  const description = cut(headline(verdict));
  await setStatus(
    { state: verdict.verdict === "pass" ? "success" : "failure", description, target_url: ownUrl(delivery) },
    delivery
  );
}
async function deliverErrorStatus(delivery, isJudged) {
  const description = `${failureText(isJudged)}; the log of the job says why`;
  await setStatus({ state: "error", description, target_url: ownUrl(delivery) }, delivery);
}
async function setStatus(own, delivery) {
  if (!isWanted(delivery)) return;
  await attempt(
    {
      what: "The status of the commit",
      permission: "statuses: write",
      instead: "Only this job says how the scan ended."
    },
    delivery.notes,
    () => own.state === "success" ? postSuccess(own, delivery) : post(own, delivery)
  );
}
async function postSuccess(own, delivery) {
  const before = await refusalOfOther(delivery);
  await post(before ?? own, delivery);
  const meanwhile = before === void 0 ? await refusalOfOther(delivery) : void 0;
  if (meanwhile !== void 0) await post(meanwhile, delivery);
}
async function refusalOfOther(delivery) {
  const path = `${repositoryPath(delivery)}/commits/${delivery.job.finishedRun?.headSha}/statuses`;
  const urls = /* @__PURE__ */ new Set([ownUrl(delivery)]);
  for (const status of await delivery.api.list(path, (page) => page)) {
    const [state, url = ""] = [textField(status, "state"), textField(status, "target_url")];
    const isOfRun = textField(status, "context") === nameOf(delivery) && url.startsWith(`${runUrl(delivery.job)}#`);
    if (!isOfRun || urls.has(url)) continue;
    urls.add(url);
    if (state !== "failure" && state !== "error") continue;
    return { state, description: textField(status, "description") ?? "", target_url: url };
  }
  return void 0;
}
async function post(status, delivery) {
  await delivery.api.json({
    method: "POST",
    path: `${repositoryPath(delivery)}/statuses/${delivery.job.finishedRun?.headSha}`,
    // Only the last one of a context counts.
    isRepeatable: true,
    body: { ...status, context: nameOf(delivery) }
  });
}
function isWanted({ job, settings }) {
  return job.finishedRun !== void 0 && settings.commitStatus;
}
function ownUrl(delivery) {
  return `${runUrl(delivery.job)}#keysieve-${identityOf(delivery)}`;
}
function cut(text) {
  return text.length <= MAX_DESCRIPTION_CHARACTERS ? text : `${text.slice(0, MAX_DESCRIPTION_CHARACTERS - 1)}\u2026`;
}

// src/report/annotations.ts
var MAX_ANNOTATIONS = { error: 9, warning: 10, notice: 10 };
var LEVELS = ["error", "warning", "notice"];
var MAX_TITLE_CHARACTERS = 200;
var MAX_PATH_CHARACTERS = 900;
var MAX_ORIGIN_CHARACTERS = 300;
var MAX_PROSE_CHARACTERS = 1e3;
var annotationsReporter = {
  id: "annotations",
  title: "Annotations on the page of a workflow run",
  render: (verdict) => renderAnnotations(verdict)
};
function renderAnnotations(verdict, limits = MAX_ANNOTATIONS) {
  const secrets = groupBySecret(verdict.findings).filter(({ suppressed }) => suppressed === void 0);
  const advise = adviser(verdict);
  return LEVELS.flatMap((level) => {
    const own = secrets.filter((secret) => secretLevel(secret) === level);
    const gaps = verdict.gaps.filter((gap) => GAP_LEVELS[gap.outcome] === level);
    const notes = level === "warning" ? unmatchedAnnotations(verdict) : [];
    const room = limits[level] - notes.length;
    const shown = own.length + gaps.length > room ? room - 1 : room;
    const shownSecrets = own.slice(0, shown);
    const shownGaps = gaps.slice(0, shown - shownSecrets.length);
    return [
      ...notes,
      ...shownSecrets.map((secret) => secretAnnotation(secret, level, advise(secret.lead))),
      ...shownGaps.map((gap) => gapAnnotation(gap, level)),
      ...moreAnnotations(level, own.length - shownSecrets.length, gaps.length - shownGaps.length)
    ];
  });
}
function unmatchedAnnotations({ stats: { leftOut } }) {
  const { unmatched = 0 } = leftOut;
  if (unmatched === 0) return [];
  const title = `${countText(unmatched, "pattern")} that matched nothing`;
  return [
    {
      level: "warning",
      title,
      message: `What: ${title}, so that nothing was scanned for ${unmatched === 1 ? "it" : "them"}.
What to do: correct paths or artifacts, or set if-no-files-found: ignore.`
    }
  ];
}
var GAP_LEVELS = { fail: "error", warn: "warning", ignore: void 0 };
function secretLevel(secret) {
  if (secret.fails) return "error";
  return rank(SEVERITIES, secret.lead.severity) <= rank(SEVERITIES, "medium") ? "warning" : "notice";
}
function secretAnnotation(secret, level, advice) {
  const { lead } = secret;
  const others = otherPlacesText(secret);
  const title = escapeText(lead.title, MAX_TITLE_CHARACTERS);
  return {
    level,
    title: `${title} (${escapeText(lead.rule, MAX_TITLE_CHARACTERS)})`,
    message: [
      `What: ${title}, severity ${lead.severity}, confidence ${confidenceText(lead)}.`,
      `Where: ${escapePath(lead.path, MAX_PATH_CHARACTERS)}, ${positionText(lead)}${others === "" ? "" : ` ${others}`}.`,
      ...originLine(lead),
      `Which one: ${keyLine(lead)}`,
      `What to do: ${escapeText(advice, MAX_PROSE_CHARACTERS)}`
    ].join("\n"),
    ...anchor(lead)
  };
}
function originLine(lead) {
  const text = originText(lead);
  if (text === void 0) return [];
  return [`From: ${text.before}${escapePath(text.file, MAX_ORIGIN_CHARACTERS)}${text.after}.`];
}
function gapAnnotation(gap, level) {
  return {
    level,
    title: `Not scanned (${gap.code})`,
    message: [
      `What: a place that was not scanned, so it is not known to be clean.`,
      `Where: ${escapePath(gap.path, MAX_PATH_CHARACTERS)}`,
      `Why: ${escapeText(gap.message, MAX_PROSE_CHARACTERS)}`,
      `What to do: see ${gap.code} in ${GAPS_URL}`
    ].join("\n")
  };
}
function moreAnnotations(level, secrets, gaps) {
  if (secrets + gaps === 0) return [];
  const counts = [
    ...secrets > 0 ? [countText(secrets, "more secret")] : [],
    ...gaps > 0 ? [countText(gaps, "more place not scanned", "more places not scanned")] : []
  ];
  const title = `And ${listText(counts)}`;
  return [
    {
      level,
      title,
      message: `${title}: GitHub shows ten annotations of a level. The job summary and the JSON report (option json) list the others, as far as they have room.`
    }
  ];
}
function anchor(finding) {
  const { artifact, line, origin } = finding;
  if (origin !== void 0 && escapePath(origin.file) === origin.file)
    return { file: origin.file, startLine: origin.line };
  if (artifact === "" || escapePath(artifact) !== artifact) return {};
  return line === void 0 || isInside(artifact, finding) ? { file: artifact } : { file: artifact, startLine: line };
}

// src/report/summary.ts
var MAX_SUMMARY_BYTES = 1e6;
var SECRETS_SHARE = 0.5;
var PLACES_SHARE = 0.25;
var GAPS_SHARE = 0.13;
var ARTIFACTS_SHARE = 0.05;
var LIST_SHARE = 0.02;
var MAX_PATH_CHARACTERS2 = 400;
var MAX_PLACES_SHOWN = 100;
var ELSEWHERE = "The JSON report (option json) has them.";
var summaryReporter = {
  id: "summary",
  title: "Job summary in Markdown",
  render: (verdict) => renderSummary(verdict)
};
function renderSummary(verdict, maxBytes = MAX_SUMMARY_BYTES) {
  const secrets = groupBySecret(verdict.findings);
  const parts = [
    `## ${sign(verdict)} keysieve: ${headline(verdict)}`,
    // A person who must act sees first what to do, and last what was scanned.
    nextSteps(verdict).map(({ text, page, url }) => `${escapeMarkdown(text)}: [${page}](${url}).`).join("<br>\n"),
    secretsPart(verdict, secrets, maxBytes * SECRETS_SHARE),
    placesPart(secrets, maxBytes * PLACES_SHARE),
    gapsPart(verdict.gaps, maxBytes * GAPS_SHARE),
    listPart("Expired allows", verdict.expired.map(expiredText), maxBytes * LIST_SHARE),
    listPart("Not converted", verdict.remarks.map(remarkText), maxBytes * LIST_SHARE),
    notesOf(verdict).map((note) => escapeMarkdown(note, 2e3)).join("<br>\n"),
    artifactsPart(verdict, maxBytes * ARTIFACTS_SHARE)
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}
`;
}
function sign({ verdict, gaps, findings, stats }) {
  if (verdict === "fail") return "\u274C";
  return gaps.length + findings.length > 0 || stats.artifacts === 0 ? "\u26A0" : "\u2705";
}
function secretsPart(verdict, secrets, maxBytes) {
  if (secrets.length === 0) return "";
  const advise = listAdviser(verdict);
  const head = [
    "| # | Severity | What leaked | Where | Which one | What to do next |",
    "| --: | --- | --- | --- | --- | --- |"
  ];
  const rows = rowsThatFit(secrets, maxBytes, (secret, index) => {
    const number = groupDigits(index + 1);
    return secretRow(secret, number, advise(secret.lead, `row ${number}`));
  });
  return [...head, ...rows.kept, ...leftOutLine(rows.missing, "more secret")].join("\n");
}
function secretRow(secret, number, advice) {
  const { lead } = secret;
  const others = otherPlacesText(secret);
  return row([
    number,
    severityCell(secret),
    `<b>${escapeMarkdown(lead.title, 200)}</b><br>confidence ${confidenceText(lead)}<br>rule ${escapeMarkdownCode(lead.rule, 100)}`,
    `${placeCell(lead)}${others === "" ? "" : `<br>${others}`}${originCell(lead)}`,
    keyCell(lead),
    escapeMarkdown(advice, 600)
  ]);
}
function severityCell({ lead, fails, suppressed }) {
  if (fails) return `**${lead.severity}**<br>fails the job`;
  return suppressed === void 0 ? `${lead.severity}<br>does not fail` : `${lead.severity}<br>allowed by ${escapeMarkdown(suppressionText(suppressed), 400)}`;
}
function keyCell(finding) {
  const { name, digestName, digest } = keyText(finding);
  return [
    escapeMarkdown(name, 200),
    `${digestName} ${escapeMarkdownCode(shortDigest(digest), 200)}`,
    ...ownerFacts(finding).map(([fact, value]) => `${escapeMarkdown(fact)} ${escapeMarkdownCode(value)}`)
  ].join("<br>");
}
function placeCell(place) {
  return `${escapeMarkdownPath(place.path, MAX_PATH_CHARACTERS2)}<br>${escapeMarkdown(positionText(place), 400)}`;
}
function originCell(finding) {
  const text = originText(finding);
  if (text === void 0) return "";
  return `<br>${text.before}${escapeMarkdownPath(text.file, MAX_PATH_CHARACTERS2)}${text.after}`;
}
function placesPart(secrets, maxBytes) {
  const numbered = secrets.map((secret, index) => ({ secret, index })).filter(({ secret }) => secret.placeCount > 1);
  if (numbered.length === 0) return "";
  const folds = rowsThatFit(numbered, maxBytes, ({ secret, index }) => placesFold(secret, index));
  return [...folds.kept, ...leftOutLine(folds.missing, "more list of places", "more lists of places")].join("\n\n");
}
function placesFold(secret, index) {
  const { lead } = secret;
  const { digestName, digest } = keyText(lead);
  const places = firstPlaces(secret, MAX_PLACES_SHOWN);
  const summary2 = `${groupDigits(index + 1)}: <code>${escapeHtml(lead.title, 200)}</code> in ${countText(secret.placeCount, "place")}`;
  return [
    `<details><summary>${summary2}</summary>`,
    "",
    `${digestName} ${escapeMarkdownCode(digest, 200)}`,
    "",
    ...places.map(
      (place) => `- ${escapeMarkdownPath(place.path, MAX_PATH_CHARACTERS2)} ${escapeMarkdown(positionText(place), 400)}`
    ),
    ...leftOutLine(secret.placeCount - places.length, "more place"),
    "",
    "</details>"
  ].join("\n");
}
var OUTCOMES = {
  fail: "**fails the job**",
  warn: "warning",
  ignore: "ignored"
};
function gapsPart(gaps, maxBytes) {
  if (gaps.length === 0) return "";
  const head = ["### Not scanned", "", "| Where | Why | Policy |", "| --- | --- | --- |"];
  const rows = rowsThatFit(
    gaps,
    maxBytes,
    ({ path, code, message, outcome }) => row([escapeMarkdownPath(path, MAX_PATH_CHARACTERS2), `${code}: ${escapeMarkdown(message, 600)}`, OUTCOMES[outcome]])
  );
  return [
    ...head,
    ...rows.kept,
    ...leftOutLine(rows.missing, "more place not scanned", "more places not scanned")
  ].join("\n");
}
function remarkText(remark) {
  return escapeText(remark, 400);
}
function listPart(title, lines, maxBytes) {
  if (lines.length === 0) return "";
  const rows = rowsThatFit(lines, maxBytes, (line) => `- ${escapeMarkdown(line, 800)}`);
  return [`### ${title}`, "", ...rows.kept, ...leftOutLine(rows.missing, "more line")].join("\n");
}
function artifactsPart({ artifacts }, maxBytes) {
  if (artifacts.length === 0) return "";
  const hasDigests = artifacts.some(({ sha256 }) => sha256 !== void 0);
  const rows = rowsThatFit(
    artifacts,
    maxBytes,
    ({ path, size, sha256, entries, scannedBytes }) => row([
      escapeMarkdownPath(path, MAX_PATH_CHARACTERS2),
      groupDigits(size),
      groupDigits(entries),
      groupDigits(scannedBytes),
      ...hasDigests ? [sha256 === void 0 ? "" : escapeMarkdownCode(sha256, 64)] : []
    ])
  );
  return [
    `<details><summary>What was scanned: ${countText(artifacts.length, "artifact")}</summary>`,
    "",
    `| Artifact | Bytes stored | Entries | Bytes scanned |${hasDigests ? " SHA-256 |" : ""}`,
    `| --- | --: | --: | --: |${hasDigests ? " --- |" : ""}`,
    ...rows.kept,
    ...leftOutLine(rows.missing, "more artifact"),
    "",
    "</details>"
  ].join("\n");
}
function row(cells) {
  return `| ${cells.join(" | ")} |`;
}
var LINE_BYTES = 400;
function rowsThatFit(items, maxBytes, render) {
  const kept = [];
  let left = maxBytes - LINE_BYTES;
  for (const [index, item] of items.entries()) {
    const rendered = render(item, index);
    left -= Buffer.byteLength(rendered) + 2;
    if (left < 0) break;
    kept.push(rendered);
  }
  return { kept, missing: items.length - kept.length };
}
function leftOutLine(missing, singular, plural = `${singular}s`) {
  if (missing <= 0) return [];
  return ["", `${countText(missing, singular, plural)} ${missing === 1 ? "is" : "are"} left out here. ${ELSEWHERE}`];
}

// src/action/delivery/check-run.ts
import { createHash as createHash4 } from "node:crypto";
var ANNOTATIONS_A_REQUEST = 50;
var ALL = { error: 400, warning: 300, notice: 300 };
var MAX_SUMMARY_BYTES2 = 6e4;
var LEVELS2 = { error: "failure", warning: "warning", notice: "notice" };
var CHECK_RUN = {
  what: "The check run with all annotations",
  permission: "checks: write",
  instead: "The job shows the worst of each level, and the summary lists the others."
};
async function deliverCheckRun(verdict, delivery) {
  const { job, notes, settings } = delivery;
  if (!settings.checkRun) return;
  const all = renderAnnotations(verdict, ALL);
  const isNeeded = all.length > renderAnnotations(verdict, MAX_ANNOTATIONS).length;
  if (isNeeded) await attempt(CHECK_RUN, notes, async () => say(verdict, all, await lastRun(delivery), delivery));
  else if (job.isRunAgain) {
    const last = await lastRunIfVisible(delivery);
    if (last !== void 0) await attempt(CHECK_RUN, notes, () => say(verdict, all, last, delivery));
  }
}
async function lastRun(delivery) {
  const name = encodeURIComponent(nameOf(delivery));
  const path = `${repositoryPath(delivery)}/commits/${reportedSha(delivery.job)}/check-runs?check_name=${name}&filter=all`;
  const runs = await delivery.api.list(path, (page) => field(page, "check_runs"));
  const own = runs.filter((run2) => textField(run2, "external_id")?.startsWith(`${identityOf(delivery)}:`));
  return own.sort((a, b) => (numberField(b, "id") ?? 0) - (numberField(a, "id") ?? 0))[0];
}
async function lastRunIfVisible(delivery) {
  try {
    return await lastRun(delivery);
  } catch (error2) {
    if (error2 instanceof ApiError) return void 0;
    throw error2;
  }
}
async function say(verdict, all, last, delivery) {
  const { job, api } = delivery;
  const annotations = all.map((annotation) => record(annotation, job.workflowFile ?? ".github"));
  const digest = createHash4("sha256").update(JSON.stringify(annotations)).digest("hex");
  const externalId = `${identityOf(delivery)}:${digest.slice(0, 16)}`;
  if (field(last, "external_id") === externalId && field(last, "status") === "completed") return;
  const output = { title: headline(verdict).slice(0, 255), summary: renderSummary(verdict, MAX_SUMMARY_BYTES2) };
  const path = `${repositoryPath(delivery)}/check-runs`;
  const head = { name: nameOf(delivery), head_sha: reportedSha(job), external_id: `${identityOf(delivery)}:not whole` };
  const made = await api.json({ method: "POST", path, body: { ...head, status: "in_progress", output } });
  const end = { status: "completed", conclusion: verdict.verdict === "fail" ? "failure" : "neutral" };
  const patch = (body, isRepeatable = false) => api.json({ method: "PATCH", path: `${path}/${numberField(made, "id")}`, isRepeatable, body });
  try {
    for (let start = 0; start < annotations.length; start += ANNOTATIONS_A_REQUEST)
      await patch({ output: { ...output, annotations: annotations.slice(start, start + ANNOTATIONS_A_REQUEST) } });
    await patch({ ...end, external_id: externalId }, true);
  } catch (error2) {
    if (error2 instanceof ApiError) await patch(end, true);
    throw error2;
  }
}
function record({ level, title, message, file, startLine = 1 }, otherFile) {
  return {
    path: file ?? otherFile,
    start_line: startLine,
    end_line: startLine,
    annotation_level: LEVELS2[level],
    title: title.slice(0, 255),
    message
  };
}

// src/report/comment.ts
var MAX_COMMENT_BYTES = 6e4;
function isSettled({ findings, gaps }) {
  return gaps.length === 0 && findings.every(({ suppressed }) => suppressed !== void 0);
}
function renderComment(verdict) {
  if (!isSettled(verdict)) return renderSummary(verdict, MAX_COMMENT_BYTES);
  const notes = [scannedText(verdict), leftOutText(verdict)].filter((note) => note !== "");
  return [
    `<details><summary>keysieve: ${headline(verdict)}</summary>`,
    "",
    ...notes.map((note) => escapeMarkdown(note, 2e3)),
    "",
    "</details>",
    ""
  ].join("\n");
}

// src/action/delivery/pull-request.ts
async function pullRequestOf2(delivery) {
  const { job, api } = delivery;
  if (job.pullRequest !== void 0) return job.pullRequest.number;
  if (job.finishedRun === void 0) return void 0;
  const { pullRequests, headSha } = job.finishedRun;
  if (pullRequests.length > 0) return pullRequests[0];
  const ofCommit = await api.list(`${repositoryPath(delivery)}/commits/${headSha}/pulls`, (page) => page);
  return numberField(
    ofCommit.find((one) => field(one, "head", "sha") === headSha && field(one, "state") === "open"),
    "number"
  );
}

// src/action/delivery/comment.ts
var TRUSTED = /* @__PURE__ */ new Set(["OWNER", "MEMBER", "COLLABORATOR"]);
async function deliverComment(verdict, delivery) {
  if (!delivery.settings.comment) return;
  await attempt(
    {
      what: "The comment on the pull request",
      permission: "pull-requests: write",
      instead: "The findings are in the job summary."
    },
    delivery.notes,
    async () => {
      const number = await pullRequestOf2(delivery);
      if (number !== void 0) await writeComment(number, verdict, delivery);
    }
  );
}
async function writeComment(number, verdict, delivery) {
  const { api, job } = delivery;
  const mark = `<!-- keysieve ${identityOf(delivery)} -->`;
  const issues = `${repositoryPath(delivery)}/issues`;
  const comments = await api.list(`${issues}/${number}/comments`, (page) => page);
  const known = comments.find((comment) => isOurs(comment, mark));
  if (known === void 0 && isSettled(verdict)) return;
  const body = `${mark}
${renderComment(verdict)}
[The run](${runUrl(job)})
`;
  if (known === void 0) await api.json({ method: "POST", path: `${issues}/${number}/comments`, body: { body } });
  else if (textField(known, "body") !== body)
    await api.json({ method: "PATCH", path: `${issues}/comments/${numberField(known, "id")}`, body: { body } });
}
function isOurs(comment, mark) {
  const isTrusted = field(comment, "user", "type") === "Bot" || TRUSTED.has(textField(comment, "author_association") ?? "");
  return isTrusted && (textField(comment, "body") ?? "").startsWith(mark);
}

// src/action/delivery/delete-leaks.ts
async function deleteLeaks(verdict, remote, notes) {
  const leaking = new Set(verdict.findings.filter(({ fails }) => fails).map(({ artifact }) => artifact));
  const left = [];
  for (const named of remote.named(leaking)) {
    const why = await tryDelete(named);
    const name = escapePath(named.path, 200);
    if (why === void 0) notes.add(`Deleted from GitHub, since it leaks: ${name}`);
    else left.push(`${name} leaks and could not be deleted: ${why}`);
  }
  for (const line of left) notes.add(line);
  return left;
}
async function tryDelete({ artifact }) {
  try {
    await artifact.remove();
    return void 0;
  } catch (error2) {
    if (!(error2 instanceof ApiError)) throw error2;
    if (error2.status === 410) return void 0;
    return REFUSALS2[error2.status] ?? error2.message;
  }
}
var REFUSALS2 = {
  401: "the token is not valid any more",
  403: "the token may not do that (it takes `actions: write`, and `contents: write` for a release)",
  404: "it is not there any more, or the token may not delete it"
};

// src/action/delivery/upload-sarif.ts
import { setTimeout as sleep2 } from "node:timers/promises";
import { gzipSync } from "node:zlib";
var MAX_GZIP_BYTES = 1e7;
var WAITS_MS = [500, 1e3, 2e3, 4e3, 8e3];
async function uploadSarif(verdict, delivery) {
  if (!delivery.settings.uploadSarif) return;
  await attempt(
    {
      what: "The upload to code scanning",
      permission: "security-events: write",
      instead: "On private repositories code scanning takes a licence. The findings are in the job summary."
    },
    delivery.notes,
    () => upload(verdict, delivery)
  );
}
async function upload(verdict, delivery) {
  const { api, notes } = delivery;
  const place = await placeOf(delivery);
  if (place === void 0) {
    notes.add("The upload to code scanning is missing: no pull request has the commit of the run any more.");
    return;
  }
  const packed = gzipSync(renderSarif(verdict));
  if (packed.length > MAX_GZIP_BYTES) {
    notes.add(`The upload to code scanning is missing: ${packed.length} bytes, and GitHub takes ${MAX_GZIP_BYTES}.`);
    return;
  }
  const path = `${repositoryPath(delivery)}/code-scanning/sarifs`;
  const body = { ...place, sarif: packed.toString("base64"), tool_name: "keysieve" };
  const id = textField(await api.json({ method: "POST", path, body, isRepeatable: true }), "id");
  await processed(`${path}/${encodeURIComponent(id ?? "")}`, delivery);
}
async function processed(path, { api, notes }) {
  for (const waitMs of WAITS_MS) {
    const answer = await api.json({ path });
    const status = textField(answer, "processing_status");
    if (status === "complete") return;
    if (status === "failed") {
      const errors = field(answer, "errors");
      notes.add(
        `Code scanning refuses the SARIF report: ${Array.isArray(errors) ? errors.join("; ") : "no reason given"}`
      );
      return;
    }
    await sleep2(waitMs);
  }
  notes.add("Code scanning has the SARIF report and is still reading it.");
}
async function placeOf(delivery) {
  const { job } = delivery;
  const { finishedRun, pullRequest } = job;
  if (finishedRun !== void 0) {
    if (finishedRun.headRepository === job.repository)
      return { commit_sha: finishedRun.headSha, ref: `refs/heads/${finishedRun.headBranch}` };
    const number = await pullRequestOf2(delivery);
    return number === void 0 ? void 0 : { commit_sha: finishedRun.headSha, ref: `refs/pull/${number}/head` };
  }
  if (pullRequest !== void 0 && !isMerge(job))
    return { commit_sha: pullRequest.headSha, ref: `refs/pull/${pullRequest.number}/head` };
  return { commit_sha: job.sha, ref: job.ref };
}
function isMerge({ ref }) {
  return /^refs\/pull\/\d+\/merge$/.test(ref);
}

// src/action/delivery/deliver-report.ts
async function deliverReport(verdict, delivery, remote) {
  const { settings, notes } = delivery;
  if (settings.annotations) annotate(annotationsReporter.render(verdict));
  setOutputs(verdict, settings);
  await deliverCheckRun(verdict, delivery);
  await deliverComment(verdict, delivery);
  await deliverCommitStatus(verdict, delivery);
  await uploadSarif(verdict, delivery);
  const left = settings.onFinding === "delete" && remote !== void 0 ? await deleteLeaks(verdict, remote, notes) : [];
  if (settings.summary) await writeSummary(verdict, delivery);
  if (verdict.verdict === "fail")
    setFailed([headline(verdict), ...left.map((line) => escapeText(line))].join("\n"));
}
function logVerdict(verdict) {
  const token = `keysieve-${crypto.randomUUID()}`;
  info(`::stop-commands::${token}`);
  info(renderTerminal(verdict, { styles: "plain", width: 120 }));
  info(`::${token}::`);
}
function annotate(annotations) {
  const issue2 = { error, warning, notice };
  for (const { level, message, ...properties } of annotations) issue2[level](message, properties);
}
async function writeSummary(verdict, { notes }) {
  if (!process.env.GITHUB_STEP_SUMMARY) return;
  const more = notes.markdown();
  await summary.addRaw(summaryReporter.render(verdict) + (more === "" ? "" : `
${more}`)).write();
}
function setOutputs(verdict, settings) {
  setOutput("verdict", verdict.verdict);
  setOutput("findings", verdict.findings.length);
  setOutput("gaps", verdict.gaps.length);
  setOutput("json", settings.json ?? "");
  setOutput("sarif", settings.sarif ?? "");
}

// src/action/notes.ts
var MAX_NOTE_CHARACTERS = 600;
var MAX_MARKDOWN_BYTES = 4e4;
var Notes = class {
  #lines = [];
  /** Writes a line to the log at once, and keeps it for the summary. */
  add(line) {
    tell(line);
    this.#lines.push(line);
  }
  /** For the end of the summary, in Markdown; empty when there are none. */
  markdown() {
    let text = "";
    for (const [index, line] of this.#lines.entries()) {
      const item = `- ${escapeMarkdown(line, MAX_NOTE_CHARACTERS)}
`;
      if (Buffer.byteLength(text + item) > MAX_MARKDOWN_BYTES)
        return `${text}- ${this.#lines.length - index} more in the log
`;
      text += item;
    }
    return text;
  }
};
function tell(line) {
  info(escapeText(line, MAX_NOTE_CHARACTERS));
}

// src/action/step-finder.ts
import { readFileSync } from "node:fs";
import { join } from "node:path";

// src/action/workflow-steps.ts
function workflowSteps(text) {
  const reader = new Reader();
  for (const [index, line] of text.split(/\r?\n/).entries()) reader.line(line, index + 1);
  return reader.steps;
}
var ENTRY = /^( *)(- +)?([\w-]+):(?: +(.*))?$/;
var Reader = class {
  steps = [];
  #inJobs = false;
  #jobIndent = 0;
  #job = "";
  #stepsIndent = -1;
  /** Indentation of a step's keys. */
  #keyIndent = -1;
  #parent = "";
  line(text, number) {
    if (/^\S/.test(text) && !text.startsWith("#")) {
      this.#inJobs = /^jobs:\s*(?:#.*)?$/.test(text);
      this.#jobIndent = 0;
      this.#stepsIndent = -1;
      return;
    }
    const [, margin, dash, key, value] = ENTRY.exec(text.trimEnd()) ?? [];
    if (!this.#inJobs || margin === void 0 || key === void 0) return;
    this.#entry({ indent: margin.length, dash: dash ?? "", key, value: plain(value ?? "") }, number);
  }
  #entry({ indent, dash, key, value }, number) {
    if (this.#jobIndent === 0) this.#jobIndent = indent;
    if (indent === this.#jobIndent && dash === "") {
      this.#job = key;
      this.#stepsIndent = -1;
      return;
    }
    if (dash === "" && key === "steps" && this.#stepsIndent < 0) {
      this.#stepsIndent = indent;
      this.#keyIndent = -1;
      return;
    }
    if (this.#stepsIndent < 0) return;
    if (dash === "" && indent <= this.#stepsIndent) {
      this.#stepsIndent = -1;
      return;
    }
    if (dash !== "" && (this.#keyIndent < 0 || indent + dash.length === this.#keyIndent)) {
      this.#keyIndent = indent + dash.length;
      this.steps.push({ job: this.#job, line: number, id: void 0, uses: void 0, inputName: void 0 });
    }
    this.#field(indent + dash.length, key, value, number);
  }
  #field(indent, key, value, number) {
    const step = this.steps.at(-1);
    if (step === void 0 || indent < this.#keyIndent) return;
    if (indent > this.#keyIndent) {
      if (this.#parent === "with" && key === "name") step.inputName = value;
      return;
    }
    this.#parent = key;
    if (key === "id") step.id = value;
    if (key === "uses") step.uses = value;
    if (key === "uses" || key === "run") step.line = number;
  }
};
function plain(value) {
  const [, quoted] = /^(["'].*["'])\s*(?:#.*)?$/.exec(value) ?? [];
  return quoted === void 0 ? value.replace(/(?:^|\s)#.*$/, "").trim() : quoted.slice(1, -1);
}

// src/action/step-finder.ts
var UPLOAD = /^actions\/upload-artifact(?:\/[\w-]+)?@/i;
var StepFinder = class {
  #job;
  #files = /* @__PURE__ */ new Map();
  constructor(job) {
    this.#job = job;
  }
  /** Files of the workspace are assumed to be uploaded by the next upload step after ours. */
  stepAfterScan() {
    const { workflowFile } = this.#job;
    const steps = this.#stepsOf(workflowFile);
    const own = this.#ownStep(steps);
    const next = own && steps.slice(steps.indexOf(own) + 1).find(({ job, uses }) => job === own.job && UPLOAD.test(uses ?? ""));
    return originAt(workflowFile, next ?? own);
  }
  stepThatUploads({ name, workflowFile }) {
    const upload2 = this.#stepsOf(workflowFile).find(
      ({ uses, inputName = "artifact" }) => UPLOAD.test(uses ?? "") && couldBe(inputName, name)
    );
    return upload2 === void 0 ? this.scanningStep() : originAt(workflowFile, upload2);
  }
  scanningStep() {
    const { workflowFile } = this.#job;
    return originAt(workflowFile, this.#ownStep(this.#stepsOf(workflowFile)));
  }
  #stepsOf(workflowFile) {
    if (workflowFile === void 0) return [];
    const known = this.#files.get(workflowFile) ?? this.#read(workflowFile);
    this.#files.set(workflowFile, known);
    return known;
  }
  /** Empty when there is no checkout, or when several checkouts in the workspace have such a file. */
  #read(workflowFile) {
    const { workspace } = this.#job;
    const text = textOf(join(workspace, workflowFile)) ?? onlyOne(checkoutFoldersIn(workspace).flatMap((name) => textOf(join(workspace, name, workflowFile)) ?? []));
    return text === void 0 ? [] : workflowSteps(text);
  }
  /** Found by its id, or else by the runner's numbering: `__owner_repo_2` is the second step that uses this action. */
  #ownStep(steps) {
    const { jobId, stepId, actionRepository } = this.#job;
    const inJob = steps.filter(({ job }) => job === jobId);
    const named = inJob.find(({ id }) => id !== void 0 && id === stepId);
    if (named !== void 0) return named;
    const start = actionRepository === "" ? "./" : actionRepository.toLowerCase();
    const ours = inJob.filter(({ id, uses }) => id === void 0 && uses?.toLowerCase().startsWith(start));
    const number = Number(/_(\d{1,4})$/.exec(stepId)?.[1] ?? 1);
    return ours[number - 1] ?? ours[0];
  }
};
function textOf(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return void 0;
  }
}
function onlyOne(list) {
  return list.length === 1 ? list[0] : void 0;
}
function couldBe(inputName, name) {
  const parts = inputName.split(/\$\{\{.*?\}\}/);
  if (parts.length === 1) return inputName === name;
  const [first = "", last = ""] = [parts[0], parts.at(-1)];
  return name.length >= first.length + last.length && name.startsWith(first) && name.endsWith(last);
}
function originAt(file, step) {
  return file === void 0 ? void 0 : { file, line: step?.line ?? 1, by: "workflow" };
}

// src/action/run-action.ts
async function runAction(progress2) {
  const job = jobFrom(process.env, await readEvent(process.env));
  const settings = await settingsFor(job);
  const delivery = deliveryOf(job, settings);
  for (const name of ["KNOWN-SECRETS", "GITHUB-TOKEN"]) delete process.env[`INPUT_${name}`];
  await deliverPendingStatus(delivery);
  const onVerdict = (verdict) => {
    logVerdict(verdict);
    progress2.isJudged = true;
  };
  try {
    return await scanAndDeliver(delivery, onVerdict);
  } catch (error2) {
    await deliverErrorStatus(delivery, progress2.isJudged);
    throw error2;
  }
}
async function settingsFor(job) {
  try {
    return parseSettings("action", (name) => getInput(name));
  } catch (error2) {
    await deliverErrorStatus(deliveryOf(job, settingsToComplain()), false);
    throw error2;
  }
}
function deliveryOf(job, settings) {
  const api = new JsonApi({ url: job.apiUrl, token: settings.githubToken, tell });
  return { job, api, settings, notes: new Notes() };
}
var PLAIN_INPUTS = /* @__PURE__ */ new Set(["paths", "artifacts", "release", "github-token"]);
function settingsToComplain() {
  return parseSettings("action", (name) => {
    const text = getInput(name);
    return PLAIN_INPUTS.has(name) || name === "commit-status" && text.toLowerCase() === "false" ? text : void 0;
  });
}
async function scanAndDeliver(delivery, onVerdict) {
  const { job, api, settings, notes } = delivery;
  const remote = remoteArtifactsFor(delivery);
  const steps = new StepFinder(job);
  const base = settings.configFrom === "base" ? policyBaseOf(job) : void 0;
  const policy = base && new BaseFiles(base, job, api);
  const verdict = await run(settings, {
    base: job.workspace,
    holdsCheckouts: true,
    syntax: "lines",
    standardInput: process.stdin,
    onProgress: () => {
    },
    onVerdict,
    ...policy && { policyFile: (name) => policy.read(name) },
    ...remote && { bring: () => remote.bring() },
    stepOf: (artifact) => remote?.stepOf(artifact, steps) ?? steps.stepAfterScan(),
    environment: process.env,
    onSecret: setSecret
  });
  if (policy?.record !== void 0) notes.add(policy.record);
  await deliverReport(verdict, delivery, remote);
  return exitCodeOf(verdict);
}
function remoteArtifactsFor({ job, api, settings }) {
  if (settings.runId !== void 0 && settings.artifacts.length === 0) {
    throw new UsageError(
      "run-id: expected `artifacts` too, found none; say which artifacts of that run to scan (`*` means all), or drop run-id"
    );
  }
  if (wantsArtifacts(settings))
    return new RemoteArtifacts(settings, { job, api, service: resultsServiceFrom(process.env), tell });
  if (settings.paths.length === 0) {
    throw new UsageError(
      "paths: expected at least one file, folder or glob, found none; give the paths that you upload, or `artifacts`, or `release`"
    );
  }
  if (settings.onFinding === "delete") {
    throw new UsageError(
      "on-finding: expected `artifacts` or `release` to delete from, found paths; they are not on GitHub yet, and the failed job keeps them off"
    );
  }
  return void 0;
}

// src/action/main.ts
var progress = { isJudged: false };
function fail(error2) {
  const message = error2 instanceof Error ? error2.message : String(error2);
  const lines = message.split("\n").map((line) => escapeText(line));
  const { isJudged } = progress;
  setFailed(
    `${failureText(isJudged)}, so the job fails: ${lines.join("\n")}${isJudged ? "; the log has the verdict" : ""}`
  );
  if (error2 instanceof Error && error2.stack) debug(error2.stack);
  process.exitCode = exitCodeOfError(error2);
}
for (const stream of [process.stdout, process.stderr])
  stream.on("error", () => {
    process.exitCode = EXIT.internal;
  });
process.on("uncaughtException", fail);
process.on("unhandledRejection", fail);
var done = exitIsErrorUntilDone(() => error(`${failureText(false)}, so the job fails: ${ENDED_EARLY}`));
try {
  const code = await runAction(progress);
  process.exitCode ||= code;
} catch (error2) {
  fail(error2);
} finally {
  done();
}
