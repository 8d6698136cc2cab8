// Generated from src by `npm run build`. Do not edit: the next build overwrites it.
import { createRequire as keysieveCreateRequire } from 'node:module';
const require = keysieveCreateRequire(import.meta.url);
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __require = /* @__PURE__ */ ((x) => typeof require !== "undefined" ? require : typeof Proxy !== "undefined" ? new Proxy(x, {
  get: (a, b) => (typeof require !== "undefined" ? require : a)[b]
}) : x)(function(x) {
  if (typeof require !== "undefined") return require.apply(this, arguments);
  throw Error('Dynamic require of "' + x + '" is not supported');
});
var __commonJS = (cb, mod) => function __require2() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));

// node_modules/pend/index.js
var require_pend = __commonJS({
  "node_modules/pend/index.js"(exports, module) {
    module.exports = Pend;
    function Pend() {
      this.pending = 0;
      this.max = Infinity;
      this.listeners = [];
      this.waiting = [];
      this.error = null;
    }
    Pend.prototype.go = function(fn) {
      if (this.pending < this.max) {
        pendGo(this, fn);
      } else {
        this.waiting.push(fn);
      }
    };
    Pend.prototype.wait = function(cb) {
      if (this.pending === 0) {
        cb(this.error);
      } else {
        this.listeners.push(cb);
      }
    };
    Pend.prototype.hold = function() {
      return pendHold(this);
    };
    function pendHold(self) {
      self.pending += 1;
      var called = false;
      return onCb;
      function onCb(err) {
        if (called) throw new Error("callback called twice");
        called = true;
        self.error = self.error || err;
        self.pending -= 1;
        if (self.waiting.length > 0 && self.pending < self.max) {
          pendGo(self, self.waiting.shift());
        } else if (self.pending === 0) {
          var listeners = self.listeners;
          self.listeners = [];
          listeners.forEach(cbListener);
        }
      }
      function cbListener(listener) {
        listener(self.error);
      }
    }
    function pendGo(self, fn) {
      fn(pendHold(self));
    }
  }
});

// node_modules/yauzl/fd-slicer.js
var require_fd_slicer = __commonJS({
  "node_modules/yauzl/fd-slicer.js"(exports) {
    var fs = __require("fs");
    var util = __require("util");
    var stream = __require("stream");
    var Readable = stream.Readable;
    var PassThrough = stream.PassThrough;
    var Pend = require_pend();
    var EventEmitter = __require("events").EventEmitter;
    exports.BufferSlicer = BufferSlicer;
    exports.FdSlicer = FdSlicer;
    util.inherits(FdSlicer, EventEmitter);
    function FdSlicer(fd) {
      EventEmitter.call(this);
      this.fd = fd;
      this.pend = new Pend();
      this.pend.max = 1;
      this.refCount = 0;
    }
    FdSlicer.prototype.read = function(buffer, offset, length, position, callback) {
      var self = this;
      self.pend.go(function(cb) {
        fs.read(self.fd, buffer, offset, length, position, function(err, bytesRead, buffer2) {
          cb();
          callback(err, bytesRead, buffer2);
        });
      });
    };
    FdSlicer.prototype.createReadStream = function(options3) {
      return new ReadStream(this, options3);
    };
    FdSlicer.prototype.ref = function() {
      this.refCount += 1;
    };
    FdSlicer.prototype.unref = function() {
      var self = this;
      self.refCount -= 1;
      if (self.refCount < 0) throw new Error("invalid unref");
      if (self.refCount > 0) return;
      fs.close(self.fd, onCloseDone);
      function onCloseDone(err) {
        if (err) {
          self.emit("error", err);
        } else {
          self.emit("close");
        }
      }
    };
    util.inherits(ReadStream, Readable);
    function ReadStream(context, options3) {
      options3 = options3 || {};
      Readable.call(this, options3);
      this.context = context;
      this.context.ref();
      this.start = options3.start || 0;
      this.endOffset = options3.end;
      this.pos = this.start;
    }
    ReadStream.prototype._read = function(n) {
      var self = this;
      var toRead = Math.min(self._readableState.highWaterMark, n);
      if (self.endOffset != null) {
        toRead = Math.min(toRead, self.endOffset - self.pos);
      }
      if (toRead <= 0) {
        self.push(null);
        this._cleanup();
        return;
      }
      self.context.pend.go(function(cb) {
        var buffer = Buffer.allocUnsafe(toRead);
        fs.read(self.context.fd, buffer, 0, toRead, self.pos, function(err, bytesRead) {
          if (err) {
            self.destroy(err);
          } else if (bytesRead === 0) {
            self.push(null);
            self._cleanup();
          } else {
            self.pos += bytesRead;
            self.push(buffer.slice(0, bytesRead));
          }
          cb();
        });
      });
    };
    ReadStream.prototype._destroy = function(err, cb) {
      this._cleanup();
      cb(err);
    };
    ReadStream.prototype._cleanup = function() {
      if (this.context != null) {
        this.context.unref();
        this.context = null;
      }
    };
    util.inherits(BufferSlicer, EventEmitter);
    function BufferSlicer(buffer) {
      EventEmitter.call(this);
      this.refCount = 0;
      this.buffer = buffer;
    }
    BufferSlicer.prototype.read = function(buffer, offset, length, position, callback) {
      if (!(0 <= offset && offset <= buffer.length)) throw new RangeError("offset outside buffer: 0 <= " + offset + " <= " + buffer.length);
      if (position < 0) throw new RangeError("position is negative: " + position);
      if (offset + length > buffer.length) {
        length = buffer.length - offset;
      }
      if (position + length > this.buffer.length) {
        length = this.buffer.length - position;
      }
      if (length <= 0) {
        setImmediate(function() {
          callback(null, 0);
        });
        return;
      }
      this.buffer.copy(buffer, offset, position, position + length);
      setImmediate(function() {
        callback(null, length);
      });
    };
    BufferSlicer.prototype.createReadStream = function(options3) {
      options3 = options3 || {};
      var readStream = new PassThrough(options3);
      readStream.start = options3.start || 0;
      readStream.endOffset = options3.end;
      readStream.pos = readStream.endOffset || this.buffer.length;
      var entireSlice = this.buffer.slice(readStream.start, readStream.pos);
      var maxChunkSize = 65536;
      var offset = 0;
      while (true) {
        var nextOffset = offset + maxChunkSize;
        if (nextOffset >= entireSlice.length) {
          if (offset < entireSlice.length) {
            readStream.write(entireSlice.slice(offset, entireSlice.length));
          }
          break;
        }
        readStream.write(entireSlice.slice(offset, nextOffset));
        offset = nextOffset;
      }
      readStream.end();
      return readStream;
    };
    BufferSlicer.prototype.ref = function() {
      this.refCount += 1;
    };
    BufferSlicer.prototype.unref = function() {
      this.refCount -= 1;
      if (this.refCount < 0) {
        throw new Error("invalid unref");
      }
    };
  }
});

// node_modules/yauzl/crc32.js
var require_crc32 = __commonJS({
  "node_modules/yauzl/crc32.js"(exports, module) {
    var CRC_TABLE = new Int32Array([
      0,
      1996959894,
      3993919788,
      2567524794,
      124634137,
      1886057615,
      3915621685,
      2657392035,
      249268274,
      2044508324,
      3772115230,
      2547177864,
      162941995,
      2125561021,
      3887607047,
      2428444049,
      498536548,
      1789927666,
      4089016648,
      2227061214,
      450548861,
      1843258603,
      4107580753,
      2211677639,
      325883990,
      1684777152,
      4251122042,
      2321926636,
      335633487,
      1661365465,
      4195302755,
      2366115317,
      997073096,
      1281953886,
      3579855332,
      2724688242,
      1006888145,
      1258607687,
      3524101629,
      2768942443,
      901097722,
      1119000684,
      3686517206,
      2898065728,
      853044451,
      1172266101,
      3705015759,
      2882616665,
      651767980,
      1373503546,
      3369554304,
      3218104598,
      565507253,
      1454621731,
      3485111705,
      3099436303,
      671266974,
      1594198024,
      3322730930,
      2970347812,
      795835527,
      1483230225,
      3244367275,
      3060149565,
      1994146192,
      31158534,
      2563907772,
      4023717930,
      1907459465,
      112637215,
      2680153253,
      3904427059,
      2013776290,
      251722036,
      2517215374,
      3775830040,
      2137656763,
      141376813,
      2439277719,
      3865271297,
      1802195444,
      476864866,
      2238001368,
      4066508878,
      1812370925,
      453092731,
      2181625025,
      4111451223,
      1706088902,
      314042704,
      2344532202,
      4240017532,
      1658658271,
      366619977,
      2362670323,
      4224994405,
      1303535960,
      984961486,
      2747007092,
      3569037538,
      1256170817,
      1037604311,
      2765210733,
      3554079995,
      1131014506,
      879679996,
      2909243462,
      3663771856,
      1141124467,
      855842277,
      2852801631,
      3708648649,
      1342533948,
      654459306,
      3188396048,
      3373015174,
      1466479909,
      544179635,
      3110523913,
      3462522015,
      1591671054,
      702138776,
      2966460450,
      3352799412,
      1504918807,
      783551873,
      3082640443,
      3233442989,
      3988292384,
      2596254646,
      62317068,
      1957810842,
      3939845945,
      2647816111,
      81470997,
      1943803523,
      3814918930,
      2489596804,
      225274430,
      2053790376,
      3826175755,
      2466906013,
      167816743,
      2097651377,
      4027552580,
      2265490386,
      503444072,
      1762050814,
      4150417245,
      2154129355,
      426522225,
      1852507879,
      4275313526,
      2312317920,
      282753626,
      1742555852,
      4189708143,
      2394877945,
      397917763,
      1622183637,
      3604390888,
      2714866558,
      953729732,
      1340076626,
      3518719985,
      2797360999,
      1068828381,
      1219638859,
      3624741850,
      2936675148,
      906185462,
      1090812512,
      3747672003,
      2825379669,
      829329135,
      1181335161,
      3412177804,
      3160834842,
      628085408,
      1382605366,
      3423369109,
      3138078467,
      570562233,
      1426400815,
      3317316542,
      2998733608,
      733239954,
      1555261956,
      3268935591,
      3050360625,
      752459403,
      1541320221,
      2607071920,
      3965973030,
      1969922972,
      40735498,
      2617837225,
      3943577151,
      1913087877,
      83908371,
      2512341634,
      3803740692,
      2075208622,
      213261112,
      2463272603,
      3855990285,
      2094854071,
      198958881,
      2262029012,
      4057260610,
      1759359992,
      534414190,
      2176718541,
      4139329115,
      1873836001,
      414664567,
      2282248934,
      4279200368,
      1711684554,
      285281116,
      2405801727,
      4167216745,
      1634467795,
      376229701,
      2685067896,
      3608007406,
      1308918612,
      956543938,
      2808555105,
      3495958263,
      1231636301,
      1047427035,
      2932959818,
      3654703836,
      1088359270,
      936918e3,
      2847714899,
      3736837829,
      1202900863,
      817233897,
      3183342108,
      3401237130,
      1404277552,
      615818150,
      3134207493,
      3453421203,
      1423857449,
      601450431,
      3009837614,
      3294710456,
      1567103746,
      711928724,
      3020668471,
      3272380065,
      1510334235,
      755167117
    ]);
    function crc324(buf) {
      let crc = -1;
      for (let x of buf) {
        crc = CRC_TABLE[(crc ^ x) & 255] ^ crc >>> 8;
      }
      return (crc ^ -1) >>> 0;
    }
    module.exports = crc324;
  }
});

// node_modules/yauzl/index.js
var require_yauzl = __commonJS({
  "node_modules/yauzl/index.js"(exports) {
    var fs = __require("fs");
    var zlib = __require("zlib");
    var fd_slicer = require_fd_slicer();
    var util = __require("util");
    var EventEmitter = __require("events").EventEmitter;
    var Transform = __require("stream").Transform;
    var PassThrough = __require("stream").PassThrough;
    var Writable = __require("stream").Writable;
    var crc324 = typeof zlib.crc32 === "function" ? zlib.crc32 : require_crc32();
    exports.open = open;
    exports.fromFd = fromFd;
    exports.fromBuffer = fromBuffer;
    exports.fromRandomAccessReader = fromRandomAccessReader;
    exports.openPromise = openPromise;
    exports.fromFdPromise = fromFdPromise;
    exports.fromBufferPromise = fromBufferPromise;
    exports.fromRandomAccessReaderPromise = fromRandomAccessReaderPromise2;
    exports.dosDateTimeToDate = dosDateTimeToDate;
    exports.getFileNameLowLevel = getFileNameLowLevel3;
    exports.validateFileName = validateFileName;
    exports.parseExtraFields = parseExtraFields2;
    exports.ZipFile = ZipFile;
    exports.Entry = Entry;
    exports.LocalFileHeader = LocalFileHeader;
    exports.RandomAccessReader = RandomAccessReader2;
    function openPromise(path, options3) {
      return new Promise((resolve, reject) => {
        open(path, { ...options3, lazyEntries: true }, function(err, zipfile) {
          if (err) return reject(err);
          resolve(zipfile);
        });
      });
    }
    function fromFdPromise(fd, options3) {
      return new Promise((resolve, reject) => {
        fromFd(fd, { ...options3, lazyEntries: true }, function(err, zipfile) {
          if (err) return reject(err);
          resolve(zipfile);
        });
      });
    }
    function fromBufferPromise(buffer, options3) {
      return new Promise((resolve, reject) => {
        fromBuffer(buffer, { ...options3, lazyEntries: true }, function(err, zipfile) {
          if (err) return reject(err);
          resolve(zipfile);
        });
      });
    }
    function fromRandomAccessReaderPromise2(reader, totalSize, options3) {
      return new Promise((resolve, reject) => {
        fromRandomAccessReader(reader, totalSize, { ...options3, lazyEntries: true }, function(err, zipfile) {
          if (err) return reject(err);
          resolve(zipfile);
        });
      });
    }
    function open(path, options3, callback) {
      if (typeof options3 === "function") {
        callback = options3;
        options3 = null;
      }
      if (options3 == null) options3 = {};
      if (options3.autoClose == null) options3.autoClose = true;
      if (options3.lazyEntries == null) options3.lazyEntries = false;
      if (options3.decodeStrings == null) options3.decodeStrings = true;
      if (options3.validateEntrySizes == null) options3.validateEntrySizes = true;
      if (options3.strictFileNames == null) options3.strictFileNames = false;
      if (callback == null) callback = defaultCallback;
      fs.open(path, "r", function(err, fd) {
        if (err) return callback(err);
        fromFd(fd, options3, function(err2, zipfile) {
          if (err2) fs.close(fd, defaultCallback);
          callback(err2, zipfile);
        });
      });
    }
    function fromFd(fd, options3, callback) {
      if (typeof options3 === "function") {
        callback = options3;
        options3 = null;
      }
      if (options3 == null) options3 = {};
      if (options3.autoClose == null) options3.autoClose = false;
      if (options3.lazyEntries == null) options3.lazyEntries = false;
      if (options3.decodeStrings == null) options3.decodeStrings = true;
      if (options3.validateEntrySizes == null) options3.validateEntrySizes = true;
      if (options3.strictFileNames == null) options3.strictFileNames = false;
      if (callback == null) callback = defaultCallback;
      fs.fstat(fd, function(err, stats) {
        if (err) return callback(err);
        var reader = new fd_slicer.FdSlicer(fd);
        fromRandomAccessReader(reader, stats.size, options3, callback);
      });
    }
    function fromBuffer(buffer, options3, callback) {
      if (typeof options3 === "function") {
        callback = options3;
        options3 = null;
      }
      if (options3 == null) options3 = {};
      options3.autoClose = false;
      if (options3.lazyEntries == null) options3.lazyEntries = false;
      if (options3.decodeStrings == null) options3.decodeStrings = true;
      if (options3.validateEntrySizes == null) options3.validateEntrySizes = true;
      if (options3.strictFileNames == null) options3.strictFileNames = false;
      var reader = new fd_slicer.BufferSlicer(buffer);
      fromRandomAccessReader(reader, buffer.length, options3, callback);
    }
    function fromRandomAccessReader(reader, totalSize, options3, callback) {
      if (typeof options3 === "function") {
        callback = options3;
        options3 = null;
      }
      if (options3 == null) options3 = {};
      if (options3.autoClose == null) options3.autoClose = true;
      if (options3.lazyEntries == null) options3.lazyEntries = false;
      if (options3.decodeStrings == null) options3.decodeStrings = true;
      var decodeStrings = !!options3.decodeStrings;
      if (options3.validateEntrySizes == null) options3.validateEntrySizes = true;
      if (options3.strictFileNames == null) options3.strictFileNames = false;
      if (callback == null) callback = defaultCallback;
      if (typeof totalSize !== "number") throw new Error("expected totalSize parameter to be a number");
      if (totalSize > Number.MAX_SAFE_INTEGER) {
        throw new Error("zip file too large. only file sizes up to 2^52 are supported due to JavaScript's Number type being an IEEE 754 double.");
      }
      reader.ref();
      var eocdrWithoutCommentSize = 22;
      var zip64EocdlSize = 20;
      var maxCommentSize = 65535;
      var bufferSize = Math.min(zip64EocdlSize + eocdrWithoutCommentSize + maxCommentSize, totalSize);
      var buffer = newBuffer(bufferSize);
      var bufferReadStart = totalSize - buffer.length;
      readAndAssertNoEof(reader, buffer, 0, bufferSize, bufferReadStart, function(err) {
        if (err) return callback(err);
        for (var i = bufferSize - eocdrWithoutCommentSize; i >= 0; i -= 1) {
          if (buffer.readUInt32LE(i) !== 101010256) continue;
          var eocdrBuffer = buffer.subarray(i);
          var diskNumber = eocdrBuffer.readUInt16LE(4);
          var entryCount = eocdrBuffer.readUInt16LE(10);
          var centralDirectoryOffset = eocdrBuffer.readUInt32LE(16);
          var commentLength = eocdrBuffer.readUInt16LE(20);
          var expectedCommentLength = eocdrBuffer.length - eocdrWithoutCommentSize;
          if (commentLength !== expectedCommentLength) {
            return callback(new Error("Invalid comment length. Expected: " + expectedCommentLength + ". Found: " + commentLength + ". Are there extra bytes at the end of the file? Or is the end of central dir signature `PK☺☻` in the comment?"));
          }
          var comment = decodeStrings ? decodeBuffer(eocdrBuffer.subarray(22), false) : eocdrBuffer.subarray(22);
          if (i - zip64EocdlSize >= 0 && buffer.readUInt32LE(i - zip64EocdlSize) === 117853008) {
            var zip64EocdlBuffer = buffer.subarray(i - zip64EocdlSize, i - zip64EocdlSize + zip64EocdlSize);
            var zip64EocdrOffset = readUInt64LE(zip64EocdlBuffer, 8);
            var zip64EocdrBuffer = newBuffer(56);
            return readAndAssertNoEof(reader, zip64EocdrBuffer, 0, zip64EocdrBuffer.length, zip64EocdrOffset, function(err2) {
              if (err2) return callback(err2);
              if (zip64EocdrBuffer.readUInt32LE(0) !== 101075792) {
                return callback(new Error("invalid zip64 end of central directory record signature"));
              }
              diskNumber = zip64EocdrBuffer.readUInt32LE(16);
              if (diskNumber !== 0) {
                return callback(new Error("multi-disk zip files are not supported: found disk number: " + diskNumber));
              }
              entryCount = readUInt64LE(zip64EocdrBuffer, 32);
              centralDirectoryOffset = readUInt64LE(zip64EocdrBuffer, 48);
              return callback(null, new ZipFile(reader, centralDirectoryOffset, totalSize, entryCount, comment, options3.autoClose, options3.lazyEntries, decodeStrings, options3.validateEntrySizes, options3.strictFileNames));
            });
          }
          if (diskNumber !== 0) {
            return callback(new Error("multi-disk zip files are not supported: found disk number: " + diskNumber));
          }
          return callback(null, new ZipFile(reader, centralDirectoryOffset, totalSize, entryCount, comment, options3.autoClose, options3.lazyEntries, decodeStrings, options3.validateEntrySizes, options3.strictFileNames));
        }
        callback(new Error("End of central directory record signature not found. Either not a zip file, or file is truncated."));
      });
    }
    util.inherits(ZipFile, EventEmitter);
    function ZipFile(reader, centralDirectoryOffset, fileSize, entryCount, comment, autoClose, lazyEntries, decodeStrings, validateEntrySizes, strictFileNames) {
      var self = this;
      EventEmitter.call(self);
      self.reader = reader;
      self.reader.on("error", function(err) {
        emitError(self, err);
      });
      self.reader.once("close", function() {
        self.emit("close");
      });
      self.readEntryCursor = centralDirectoryOffset;
      self.fileSize = fileSize;
      self.entryCount = entryCount;
      self.comment = comment;
      self.entriesRead = 0;
      self.autoClose = !!autoClose;
      self.lazyEntries = !!lazyEntries;
      self.decodeStrings = !!decodeStrings;
      self.validateEntrySizes = !!validateEntrySizes;
      self.strictFileNames = !!strictFileNames;
      self.isOpen = true;
      self.emittedError = false;
      self.hasEachEntryBeenCalled = false;
      if (!self.lazyEntries) self._readEntry();
    }
    ZipFile.prototype.close = function() {
      if (!this.isOpen) return;
      this.isOpen = false;
      this.reader.unref();
    };
    function emitErrorAndAutoClose(self, err) {
      if (self.autoClose) self.close();
      emitError(self, err);
    }
    function emitError(self, err) {
      if (self.emittedError) return;
      self.emittedError = true;
      self.emit("error", err);
    }
    ZipFile.prototype.readEntry = function() {
      if (!this.lazyEntries) throw new Error("readEntry() called without lazyEntries:true");
      this._readEntry();
    };
    ZipFile.prototype._readEntry = function() {
      var self = this;
      if (self.entryCount === self.entriesRead) {
        setImmediate(function() {
          if (self.autoClose) self.close();
          if (self.emittedError) return;
          self.emit("end");
        });
        return;
      }
      if (self.emittedError) return;
      var buffer = newBuffer(46);
      readAndAssertNoEof(self.reader, buffer, 0, buffer.length, self.readEntryCursor, function(err) {
        if (err) return emitErrorAndAutoClose(self, err);
        if (self.emittedError) return;
        var entry = new Entry();
        var signature = buffer.readUInt32LE(0);
        if (signature !== 33639248) return emitErrorAndAutoClose(self, new Error("invalid central directory file header signature: 0x" + signature.toString(16)));
        entry.versionMadeBy = buffer.readUInt16LE(4);
        entry.versionNeededToExtract = buffer.readUInt16LE(6);
        entry.generalPurposeBitFlag = buffer.readUInt16LE(8);
        entry.compressionMethod = buffer.readUInt16LE(10);
        entry.lastModFileTime = buffer.readUInt16LE(12);
        entry.lastModFileDate = buffer.readUInt16LE(14);
        entry.crc32 = buffer.readUInt32LE(16);
        entry.compressedSize = buffer.readUInt32LE(20);
        entry.uncompressedSize = buffer.readUInt32LE(24);
        entry.fileNameLength = buffer.readUInt16LE(28);
        entry.extraFieldLength = buffer.readUInt16LE(30);
        entry.fileCommentLength = buffer.readUInt16LE(32);
        entry.internalFileAttributes = buffer.readUInt16LE(36);
        entry.externalFileAttributes = buffer.readUInt32LE(38);
        entry.relativeOffsetOfLocalHeader = buffer.readUInt32LE(42);
        if (entry.generalPurposeBitFlag & 64) return emitErrorAndAutoClose(self, new Error("strong encryption is not supported"));
        self.readEntryCursor += 46;
        buffer = newBuffer(entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength);
        readAndAssertNoEof(self.reader, buffer, 0, buffer.length, self.readEntryCursor, function(err2) {
          if (err2) return emitErrorAndAutoClose(self, err2);
          if (self.emittedError) return;
          entry.fileNameRaw = buffer.subarray(0, entry.fileNameLength);
          var fileCommentStart = entry.fileNameLength + entry.extraFieldLength;
          entry.extraFieldRaw = buffer.subarray(entry.fileNameLength, fileCommentStart);
          entry.fileCommentRaw = buffer.subarray(fileCommentStart, fileCommentStart + entry.fileCommentLength);
          try {
            entry.extraFields = parseExtraFields2(entry.extraFieldRaw);
          } catch (err3) {
            return emitErrorAndAutoClose(self, err3);
          }
          if (self.decodeStrings) {
            var isUtf82 = (entry.generalPurposeBitFlag & 2048) !== 0;
            entry.fileComment = decodeBuffer(entry.fileCommentRaw, isUtf82);
            entry.fileName = getFileNameLowLevel3(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, self.strictFileNames);
            var errorMessage = validateFileName(entry.fileName);
            if (errorMessage != null) return emitErrorAndAutoClose(self, new Error(errorMessage));
          } else {
            entry.fileComment = entry.fileCommentRaw;
            entry.fileName = entry.fileNameRaw;
          }
          entry.comment = entry.fileComment;
          self.readEntryCursor += buffer.length;
          self.entriesRead += 1;
          for (var i = 0; i < entry.extraFields.length; i++) {
            var extraField = entry.extraFields[i];
            if (extraField.id !== 1) continue;
            var zip64EiefBuffer = extraField.data;
            var index = 0;
            if (entry.uncompressedSize === 4294967295) {
              if (index + 8 > zip64EiefBuffer.length) {
                return emitErrorAndAutoClose(self, new Error("zip64 extended information extra field does not include uncompressed size"));
              }
              entry.uncompressedSize = readUInt64LE(zip64EiefBuffer, index);
              index += 8;
            }
            if (entry.compressedSize === 4294967295) {
              if (index + 8 > zip64EiefBuffer.length) {
                return emitErrorAndAutoClose(self, new Error("zip64 extended information extra field does not include compressed size"));
              }
              entry.compressedSize = readUInt64LE(zip64EiefBuffer, index);
              index += 8;
            }
            if (entry.relativeOffsetOfLocalHeader === 4294967295) {
              if (index + 8 > zip64EiefBuffer.length) {
                return emitErrorAndAutoClose(self, new Error("zip64 extended information extra field does not include relative header offset"));
              }
              entry.relativeOffsetOfLocalHeader = readUInt64LE(zip64EiefBuffer, index);
              index += 8;
            }
            break;
          }
          if (self.validateEntrySizes && entry.compressionMethod === 0) {
            var expectedCompressedSize = entry.uncompressedSize;
            if (entry.isEncrypted()) {
              expectedCompressedSize += 12;
            }
            if (entry.compressedSize !== expectedCompressedSize) {
              var msg = "compressed/uncompressed size mismatch for stored file: " + entry.compressedSize + " != " + entry.uncompressedSize;
              return emitErrorAndAutoClose(self, new Error(msg));
            }
          }
          self.emit("entry", entry);
          if (!self.lazyEntries) self._readEntry();
        });
      });
    };
    ZipFile.prototype.eachEntry = function() {
      const self = this;
      if (!self.lazyEntries) throw new Error("eachEntry() requires lazyEntries: true");
      if (self.hasEachEntryBeenCalled) throw new Error("eachEntry() must only be called once per ZipFile");
      self.hasEachEntryBeenCalled = true;
      let pendingResolveReject = null;
      self.on("entry", onEntry);
      self.on("end", onEnd);
      self.on("error", onError);
      function cleanup() {
        self.removeListener("entry", onEntry);
        self.removeListener("end", onEnd);
        self.removeListener("error", onError);
        if (self.autoClose) self.close();
      }
      function onEntry(entry) {
        let { resolve } = pendingResolveReject;
        pendingResolveReject = null;
        resolve({ value: entry });
      }
      function onEnd() {
        let { resolve } = pendingResolveReject;
        pendingResolveReject = null;
        cleanup();
        resolve({ done: true });
      }
      function onError(err) {
        let { reject } = pendingResolveReject;
        pendingResolveReject = null;
        cleanup();
        reject(err);
      }
      return {
        [Symbol.asyncIterator]() {
          return this;
        },
        next() {
          const promise = new Promise((resolve, reject) => {
            if (pendingResolveReject != null) throw new Error("next() called before previous Promise was resolved.");
            pendingResolveReject = { resolve, reject };
          });
          self.readEntry();
          return promise;
        },
        return(value) {
          cleanup();
          return Promise.resolve({ done: true, value });
        },
        throw(value) {
          cleanup();
          return Promise.reject(value);
        }
      };
    };
    ZipFile.prototype.openReadStream = function(entry, options3, callback) {
      var self = this;
      var relativeStart = 0;
      var relativeEnd = entry.compressedSize;
      if (callback == null) {
        callback = options3;
        options3 = null;
      }
      if (options3 == null) {
        options3 = {};
      } else {
        if (options3.decodeFileData === false) {
          if (options3.decrypt != null) {
            throw new Error("cannot use options.decrypt when options.decodeFileData === false");
          }
          if (options3.decompress != null) {
            throw new Error("cannot use options.decompress when options.decodeFileData === false");
          }
        } else {
          if (options3.decrypt != null) {
            if (!entry.isEncrypted()) {
              throw new Error("options.decrypt can only be specified for encrypted entries. See also option decodeFileData.");
            }
            if (options3.decrypt !== false) throw new Error("invalid options.decrypt value: " + options3.decrypt);
            if (entry.isCompressed()) {
              if (options3.decompress !== false) throw new Error("entry is encrypted and compressed, and options.decompress !== false. See also option decodeFileData.");
            }
          }
          if (options3.decompress != null) {
            if (!entry.isCompressed()) {
              throw new Error("options.decompress can only be specified for compressed entries. See also option decodeFileData.");
            }
            if (!(options3.decompress === false || options3.decompress === true)) {
              throw new Error("invalid options.decompress value: " + options3.decompress);
            }
            decompress = options3.decompress;
          }
        }
        if (options3.start != null) {
          relativeStart = options3.start;
          if (relativeStart < 0) throw new Error("options.start < 0");
          if (relativeStart > entry.compressedSize) throw new Error("options.start > entry.compressedSize");
        }
        if (options3.end != null) {
          relativeEnd = options3.end;
          if (relativeEnd < 0) throw new Error("options.end < 0");
          if (relativeEnd > entry.compressedSize) throw new Error("options.end > entry.compressedSize");
          if (relativeEnd < relativeStart) throw new Error("options.end < options.start");
        }
      }
      var rawMode = options3.decodeFileData === false || // Explicitly requested raw.
      (entry.compressionMethod === 0 || // Naturally without compression.
      entry.compressionMethod === 8 && options3.decompress === false) && (!entry.isEncrypted() || // Naturally without encryption.
      options3.decrypt === false);
      if (options3.start != null || options3.end != null) {
        if (!rawMode) throw new Error("start/end range require options.decodeFileData === false for non-trivial encoded entries.");
      }
      if (!self.isOpen) return callback(new Error("closed"));
      if (entry.isEncrypted() && !rawMode) {
        if (options3.decrypt !== false) return callback(new Error("entry is encrypted, and options.decodeFileData !== false"));
      }
      var decompress;
      if (rawMode) {
        decompress = false;
      } else if (entry.compressionMethod === 8) {
        decompress = options3.decodeFileData !== true;
      } else {
        return callback(new Error("unsupported compression method: " + entry.compressionMethod));
      }
      self.readLocalFileHeader(entry, { minimal: true }, function(err, localFileHeader) {
        if (err) return callback(err);
        self.openReadStreamLowLevel(
          localFileHeader.fileDataStart,
          entry.compressedSize,
          relativeStart,
          relativeEnd,
          decompress,
          entry.uncompressedSize,
          callback
        );
      });
    };
    ZipFile.prototype.openReadStreamLowLevel = function(fileDataStart, compressedSize, relativeStart, relativeEnd, decompress, uncompressedSize, callback) {
      var self = this;
      var fileDataEnd = fileDataStart + compressedSize;
      var readStream = self.reader.createReadStream({
        start: fileDataStart + relativeStart,
        end: fileDataStart + relativeEnd
      });
      var endpointStream = readStream;
      if (decompress) {
        var destroyed = false;
        var inflateFilter = zlib.createInflateRaw();
        readStream.on("error", function(err) {
          setImmediate(function() {
            if (!destroyed) inflateFilter.emit("error", err);
          });
        });
        readStream.pipe(inflateFilter);
        if (self.validateEntrySizes) {
          endpointStream = new AssertByteCountStream(uncompressedSize);
          inflateFilter.on("error", function(err) {
            setImmediate(function() {
              if (!destroyed) endpointStream.emit("error", err);
            });
          });
          inflateFilter.pipe(endpointStream);
        } else {
          endpointStream = inflateFilter;
        }
        installDestroyFn(endpointStream, function() {
          destroyed = true;
          if (inflateFilter !== endpointStream) inflateFilter.unpipe(endpointStream);
          readStream.unpipe(inflateFilter);
          readStream.destroy();
        });
      }
      callback(null, endpointStream);
    };
    ZipFile.prototype.readLocalFileHeader = function(entry, options3, callback) {
      var self = this;
      if (callback == null) {
        callback = options3;
        options3 = null;
      }
      if (options3 == null) options3 = {};
      self.reader.ref();
      var buffer = newBuffer(30);
      readAndAssertNoEof(self.reader, buffer, 0, buffer.length, entry.relativeOffsetOfLocalHeader, function(err) {
        try {
          if (err) return callback(err);
          var signature = buffer.readUInt32LE(0);
          if (signature !== 67324752) {
            return callback(new Error("invalid local file header signature: 0x" + signature.toString(16)));
          }
          var fileNameLength = buffer.readUInt16LE(26);
          var extraFieldLength = buffer.readUInt16LE(28);
          var fileDataStart = entry.relativeOffsetOfLocalHeader + 30 + fileNameLength + extraFieldLength;
          if (fileDataStart + entry.compressedSize > self.fileSize) {
            return callback(new Error("file data overflows file bounds: " + fileDataStart + " + " + entry.compressedSize + " > " + self.fileSize));
          }
          if (options3.minimal) {
            return callback(null, { fileDataStart });
          }
          var localFileHeader = new LocalFileHeader();
          localFileHeader.fileDataStart = fileDataStart;
          localFileHeader.versionNeededToExtract = buffer.readUInt16LE(4);
          localFileHeader.generalPurposeBitFlag = buffer.readUInt16LE(6);
          localFileHeader.compressionMethod = buffer.readUInt16LE(8);
          localFileHeader.lastModFileTime = buffer.readUInt16LE(10);
          localFileHeader.lastModFileDate = buffer.readUInt16LE(12);
          localFileHeader.crc32 = buffer.readUInt32LE(14);
          localFileHeader.compressedSize = buffer.readUInt32LE(18);
          localFileHeader.uncompressedSize = buffer.readUInt32LE(22);
          localFileHeader.fileNameLength = fileNameLength;
          localFileHeader.extraFieldLength = extraFieldLength;
          buffer = newBuffer(fileNameLength + extraFieldLength);
          self.reader.ref();
          readAndAssertNoEof(self.reader, buffer, 0, buffer.length, entry.relativeOffsetOfLocalHeader + 30, function(err2) {
            try {
              if (err2) return callback(err2);
              localFileHeader.fileName = buffer.subarray(0, fileNameLength);
              localFileHeader.extraField = buffer.subarray(fileNameLength);
              return callback(null, localFileHeader);
            } finally {
              self.reader.unref();
            }
          });
        } finally {
          self.reader.unref();
        }
      });
    };
    ZipFile.prototype.openReadStreamPromise = function(entry, options3) {
      return new Promise((resolve, reject) => {
        this.openReadStream(entry, options3, function(err, readStream) {
          if (err) return reject(err);
          resolve(readStream);
        });
      });
    };
    ZipFile.prototype.openReadStreamLowLevelPromise = function(fileDataStart, compressedSize, relativeStart, relativeEnd, decompress, uncompressedSize) {
      return new Promise((resolve, reject) => {
        this.openReadStream(fileDataStart, compressedSize, relativeStart, relativeEnd, decompress, uncompressedSize, function(err, readStream) {
          if (err) return reject(err);
          resolve(readStream);
        });
      });
    };
    ZipFile.prototype.readLocalFileHeaderPromise = function(entry, options3) {
      return new Promise((resolve, reject) => {
        this.readLocalFileHeader(entry, options3, function(err, localFileHeader) {
          if (err) return reject(err);
          resolve(localFileHeader);
        });
      });
    };
    function Entry() {
    }
    Entry.prototype.getLastModDate = function(options3) {
      if (options3 == null) options3 = {};
      if (!options3.forceDosFormat) {
        for (var i = 0; i < this.extraFields.length; i++) {
          var extraField = this.extraFields[i];
          if (extraField.id === 21589) {
            var data = extraField.data;
            if (data.length < 5) continue;
            var flags = data[0];
            var HAS_MTIME = 1;
            if (!(flags & HAS_MTIME)) continue;
            var posixTimestamp = data.readInt32LE(1);
            return new Date(posixTimestamp * 1e3);
          } else if (extraField.id === 10) {
            var data = extraField.data;
            if (data.length !== 32) continue;
            if (data.readUInt16LE(4) !== 1) continue;
            if (data.readUInt16LE(6) !== 24) continue;
            var hundredNanoSecondsSince1601 = data.readUInt32LE(8) + 4294967296 * data.readInt32LE(12);
            var millisecondsSince1970 = hundredNanoSecondsSince1601 / 1e4 - 116444736e5;
            return new Date(millisecondsSince1970);
          }
        }
      }
      return dosDateTimeToDate(this.lastModFileDate, this.lastModFileTime, options3.timezone);
    };
    Entry.prototype.canDecodeFileData = function() {
      return !this.isEncrypted() && (this.compressionMethod === 0 || this.compressionMethod === 8);
    };
    Entry.prototype.isEncrypted = function() {
      return (this.generalPurposeBitFlag & 1) !== 0;
    };
    Entry.prototype.isCompressed = function() {
      return this.compressionMethod === 8;
    };
    function LocalFileHeader() {
    }
    function dosDateTimeToDate(date, time, timezone) {
      var day = date & 31;
      var month = (date >> 5 & 15) - 1;
      var year = (date >> 9 & 127) + 1980;
      var millisecond = 0;
      var second = (time & 31) * 2;
      var minute = time >> 5 & 63;
      var hour = time >> 11 & 31;
      if (timezone == null || timezone === "local") {
        return new Date(year, month, day, hour, minute, second, millisecond);
      } else if (timezone === "UTC") {
        return new Date(Date.UTC(year, month, day, hour, minute, second, millisecond));
      } else {
        throw new Error("unrecognized options.timezone: " + options.timezone);
      }
    }
    function getFileNameLowLevel3(generalPurposeBitFlag, fileNameBuffer, extraFields2, strictFileNames) {
      var fileName = null;
      for (var i = 0; i < extraFields2.length; i++) {
        var extraField = extraFields2[i];
        if (extraField.id === 28789) {
          if (extraField.data.length < 6) {
            continue;
          }
          if (extraField.data.readUInt8(0) !== 1) {
            continue;
          }
          var oldNameCrc32 = extraField.data.readUInt32LE(1);
          if (crc324(fileNameBuffer) !== oldNameCrc32) {
            continue;
          }
          fileName = decodeBuffer(extraField.data.subarray(5), true);
          break;
        }
      }
      if (fileName == null) {
        var isUtf82 = (generalPurposeBitFlag & 2048) !== 0;
        fileName = decodeBuffer(fileNameBuffer, isUtf82);
      }
      if (!strictFileNames) {
        fileName = fileName.replace(/\\/g, "/");
      }
      return fileName;
    }
    function validateFileName(fileName) {
      if (fileName.indexOf("\\") !== -1) {
        return "invalid characters in fileName: " + fileName;
      }
      if (/^[a-zA-Z]:/.test(fileName) || /^\//.test(fileName)) {
        return "absolute path: " + fileName;
      }
      if (fileName.split("/").indexOf("..") !== -1) {
        return "invalid relative path: " + fileName;
      }
      return null;
    }
    function parseExtraFields2(extraFieldBuffer) {
      var extraFields2 = [];
      var i = 0;
      while (i < extraFieldBuffer.length - 3) {
        var headerId = extraFieldBuffer.readUInt16LE(i + 0);
        var dataSize = extraFieldBuffer.readUInt16LE(i + 2);
        var dataStart = i + 4;
        var dataEnd = dataStart + dataSize;
        if (dataEnd > extraFieldBuffer.length) throw new Error("extra field length exceeds extra field buffer size");
        var dataBuffer = extraFieldBuffer.subarray(dataStart, dataEnd);
        extraFields2.push({
          id: headerId,
          data: dataBuffer
        });
        i = dataEnd;
      }
      return extraFields2;
    }
    function readAndAssertNoEof(reader, buffer, offset, length, position, callback) {
      if (length === 0) {
        return setImmediate(function() {
          callback(null, newBuffer(0));
        });
      }
      reader.read(buffer, offset, length, position, function(err, bytesRead) {
        if (err) return callback(err);
        if (bytesRead < length) {
          return callback(new Error("unexpected EOF"));
        }
        callback();
      });
    }
    util.inherits(AssertByteCountStream, Transform);
    function AssertByteCountStream(byteCount) {
      Transform.call(this);
      this.actualByteCount = 0;
      this.expectedByteCount = byteCount;
    }
    AssertByteCountStream.prototype._transform = function(chunk, encoding, cb) {
      this.actualByteCount += chunk.length;
      if (this.actualByteCount > this.expectedByteCount) {
        var msg = "too many bytes in the stream. expected " + this.expectedByteCount + ". got at least " + this.actualByteCount;
        return cb(new Error(msg));
      }
      cb(null, chunk);
    };
    AssertByteCountStream.prototype._flush = function(cb) {
      if (this.actualByteCount < this.expectedByteCount) {
        var msg = "not enough bytes in the stream. expected " + this.expectedByteCount + ". got only " + this.actualByteCount;
        return cb(new Error(msg));
      }
      cb();
    };
    util.inherits(RandomAccessReader2, EventEmitter);
    function RandomAccessReader2() {
      EventEmitter.call(this);
      this.refCount = 0;
    }
    RandomAccessReader2.prototype.ref = function() {
      this.refCount += 1;
    };
    RandomAccessReader2.prototype.unref = function() {
      var self = this;
      self.refCount -= 1;
      if (self.refCount > 0) return;
      if (self.refCount < 0) throw new Error("invalid unref");
      self.close(onCloseDone);
      function onCloseDone(err) {
        if (err) return self.emit("error", err);
        self.emit("close");
      }
    };
    RandomAccessReader2.prototype.createReadStream = function(options3) {
      if (options3 == null) options3 = {};
      var start = options3.start;
      var end = options3.end;
      if (start === end) {
        var emptyStream = new PassThrough();
        setImmediate(function() {
          emptyStream.end();
        });
        return emptyStream;
      }
      var stream = this._readStreamForRange(start, end);
      var destroyed = false;
      var refUnrefFilter = new RefUnrefFilter(this);
      stream.on("error", function(err) {
        setImmediate(function() {
          if (!destroyed) refUnrefFilter.emit("error", err);
        });
      });
      installDestroyFn(refUnrefFilter, function() {
        stream.unpipe(refUnrefFilter);
        refUnrefFilter.unref();
        stream.destroy();
      });
      var byteCounter = new AssertByteCountStream(end - start);
      refUnrefFilter.on("error", function(err) {
        setImmediate(function() {
          if (!destroyed) byteCounter.emit("error", err);
        });
      });
      installDestroyFn(byteCounter, function() {
        destroyed = true;
        refUnrefFilter.unpipe(byteCounter);
        refUnrefFilter.destroy();
      });
      return stream.pipe(refUnrefFilter).pipe(byteCounter);
    };
    RandomAccessReader2.prototype._readStreamForRange = function(start, end) {
      throw new Error("not implemented");
    };
    RandomAccessReader2.prototype.read = function(buffer, offset, length, position, callback) {
      var readStream = this.createReadStream({ start: position, end: position + length });
      var writeStream = new Writable();
      var written = 0;
      writeStream._write = function(chunk, encoding, cb) {
        chunk.copy(buffer, offset + written, 0, chunk.length);
        written += chunk.length;
        cb();
      };
      writeStream.on("finish", callback);
      readStream.on("error", function(error) {
        callback(error);
      });
      readStream.pipe(writeStream);
    };
    RandomAccessReader2.prototype.close = function(callback) {
      setImmediate(callback);
    };
    util.inherits(RefUnrefFilter, PassThrough);
    function RefUnrefFilter(context) {
      PassThrough.call(this);
      this.context = context;
      this.context.ref();
      this.unreffedYet = false;
    }
    RefUnrefFilter.prototype._flush = function(cb) {
      this.unref();
      cb();
    };
    RefUnrefFilter.prototype.unref = function(cb) {
      if (this.unreffedYet) return;
      this.unreffedYet = true;
      this.context.unref();
    };
    var cp437 = "\0☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼ !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~⌂ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■ ";
    function decodeBuffer(buffer, isUtf82) {
      if (isUtf82) {
        return buffer.toString("utf8");
      } else {
        var result = "";
        for (var i = 0; i < buffer.length; i++) {
          result += cp437[buffer[i]];
        }
        return result;
      }
    }
    function readUInt64LE(buffer, offset) {
      var lower32 = buffer.readUInt32LE(offset);
      var upper32 = buffer.readUInt32LE(offset + 4);
      return upper32 * 4294967296 + lower32;
    }
    var newBuffer;
    if (typeof Buffer.allocUnsafe === "function") {
      newBuffer = function(len) {
        return Buffer.allocUnsafe(len);
      };
    } else {
      newBuffer = function(len) {
        return new Buffer(len);
      };
    }
    function installDestroyFn(stream, fn) {
      if (typeof stream.destroy === "function") {
        stream._destroy = function(err, cb) {
          fn();
          if (cb != null) cb(err);
        };
      } else {
        stream.destroy = fn;
      }
    }
    function defaultCallback(err) {
      if (err) throw err;
    }
  }
});

// src/engine/worker.ts
import { parentPort, workerData } from "node:worker_threads";

// src/model/anchor.ts
function textAnchor(text, options3 = {}) {
  return { bytes: new TextEncoder().encode(text), ignoreCase: options3.ignoreCase ?? false };
}
function byteAnchor(hex) {
  return { bytes: Uint8Array.from(Buffer.from(hex.replaceAll(" ", ""), "hex")), ignoreCase: false };
}

// src/detect/proof/der-cursor.ts
var DerCursor = class _DerCursor {
  #bytes;
  #end;
  #position;
  /** Reads [start, end) of `bytes`, which stay the caller's. */
  constructor(bytes, start = 0, end = bytes.length) {
    this.#bytes = bytes;
    this.#position = start;
    this.#end = Math.min(end, bytes.length);
  }
  /** Offset in the bytes given to the constructor. */
  get position() {
    return this.#position;
  }
  get atEnd() {
    return this.#position === this.#end;
  }
  /** Tag byte of the next element, undefined at the end. */
  get nextTag() {
    return this.#position < this.#end ? this.#bytes[this.#position] : void 0;
  }
  /** Steps over the next element, which must have this tag, and gives a cursor on its content. */
  element(tag) {
    const span = this.#span(tag);
    if (span === void 0) return void 0;
    this.#position = span.end;
    return new _DerCursor(this.#bytes, span.start, span.end);
  }
  /** Content of the next element as a view of the bytes. */
  octets(tag) {
    const span = this.#span(tag);
    if (span === void 0) return void 0;
    this.#position = span.end;
    return this.#bytes.subarray(span.start, span.end);
  }
  /** INTEGER, zero or positive, of at most `maxBytes` content bytes. */
  integer(maxBytes) {
    const start = this.#position;
    const content = this.octets(TAG.integer);
    if (content === void 0) return void 0;
    const first = content[0];
    const wrong = first === void 0 || first >= 128 || first === 0 && content.length > 1 && content[1] < 128 || content.length > maxBytes;
    if (!wrong) return BigInt(`0x${Buffer.from(content.buffer, content.byteOffset, content.length).toString("hex")}`);
    this.#position = start;
    return void 0;
  }
  /** OBJECT IDENTIFIER: its content in lower-case hex, for comparing. */
  oid() {
    const content = this.octets(TAG.oid);
    if (content === void 0) return void 0;
    return Buffer.from(content.buffer, content.byteOffset, content.length).toString("hex");
  }
  /** BIT STRING without unused bits. `tag` differs where the string is tagged implicitly. */
  bitString(tag = TAG.bitString) {
    const start = this.#position;
    const content = this.octets(tag);
    if (content === void 0) return void 0;
    if (content[0] === 0) return content.subarray(1);
    this.#position = start;
    return void 0;
  }
  /** Content of the element at the position, when its tag is `tag` and all of it lies inside this level. */
  #span(tag) {
    if (this.nextTag !== tag) return void 0;
    const first = this.#position + 1 < this.#end ? this.#bytes[this.#position + 1] : 128;
    let start = this.#position + 2;
    let length = first;
    if (first >= 128) {
      const lengthBytes = first - 128;
      if (lengthBytes === 0 || lengthBytes > MAX_LENGTH_BYTES || start + lengthBytes > this.#end) return void 0;
      length = 0;
      for (const end2 = start + lengthBytes; start < end2; start++) length = length * 256 + this.#bytes[start];
      const shortest = lengthBytes === 1 ? 128 : 256 ** (lengthBytes - 1);
      if (length < shortest) return void 0;
    }
    const end = start + length;
    return end <= this.#end ? { start, end } : void 0;
  }
};
var TAG = {
  integer: 2,
  bitString: 3,
  octetString: 4,
  null: 5,
  oid: 6,
  sequence: 48,
  context0: 160,
  context1: 161,
  /** `[1]` over a primitive type: IMPLICIT. */
  primitive1: 129
};
var MAX_LENGTH_BYTES = 3;

// src/detect/proof/ec.ts
import { createECDH } from "node:crypto";

// src/detect/proof/is-monotonous.ts
function isMonotonous(bytes) {
  return new Set(bytes).size < 8;
}

// src/detect/proof/ec.ts
var CURVES = [
  { name: "P-256", oid: "2a8648ce3d030107", nodeName: "prime256v1", bytes: 32, jwkName: "P-256", sshName: "nistp256" },
  { name: "P-384", oid: "2b81040022", nodeName: "secp384r1", bytes: 48, jwkName: "P-384", sshName: "nistp384" },
  { name: "P-521", oid: "2b81040023", nodeName: "secp521r1", bytes: 66, jwkName: "P-521", sshName: "nistp521" },
  { name: "secp256k1", oid: "2b8104000a", nodeName: "secp256k1", bytes: 32, jwkName: "secp256k1" },
  { name: "P-224", oid: "2b81040021", nodeName: "secp224r1", bytes: 28 },
  { name: "P-192", oid: "2a8648ce3d030101", nodeName: "prime192v1", bytes: 24 },
  { name: "brainpoolP160r1", oid: "2b2403030208010101", nodeName: "brainpoolP160r1", bytes: 20 },
  { name: "brainpoolP192r1", oid: "2b2403030208010103", nodeName: "brainpoolP192r1", bytes: 24 },
  { name: "brainpoolP224r1", oid: "2b2403030208010105", nodeName: "brainpoolP224r1", bytes: 28 },
  { name: "brainpoolP256r1", oid: "2b2403030208010107", nodeName: "brainpoolP256r1", bytes: 32 },
  { name: "brainpoolP320r1", oid: "2b2403030208010109", nodeName: "brainpoolP320r1", bytes: 40 },
  { name: "brainpoolP384r1", oid: "2b240303020801010b", nodeName: "brainpoolP384r1", bytes: 48 },
  { name: "brainpoolP512r1", oid: "2b240303020801010d", nodeName: "brainpoolP512r1", bytes: 64 }
];
function proveEc(curve, scalar, claimed) {
  if (scalar.length !== curve.bytes) return void 0;
  if (claimed === void 0 ? isMonotonous(scalar) : !isPointOf(curve, claimed)) return void 0;
  const point = multiplyBase(curve, scalar);
  if (point === void 0) return void 0;
  return claimed === void 0 || samePoint(point, claimed) ? { kind: "ec", curve, point } : void 0;
}
function isPointOf(curve, point) {
  const form = point[0];
  if (form === 4) return point.length === 1 + 2 * curve.bytes;
  return (form === 2 || form === 3) && point.length === 1 + curve.bytes;
}
function samePoint(uncompressed, claimed) {
  if (claimed[0] === 4) return Buffer.compare(uncompressed, claimed) === 0;
  const x = uncompressed.subarray(1, claimed.length);
  const parity = uncompressed.at(-1) & 1;
  return claimed[0] === 2 + parity && Buffer.compare(x, claimed.subarray(1)) === 0;
}
function multiplyBase(curve, scalar) {
  try {
    const ecdh = createECDH(curve.nodeName);
    ecdh.setPrivateKey(scalar);
    return ecdh.getPublicKey();
  } catch {
    return void 0;
  }
}

// src/detect/proof/edwards.ts
import { createPrivateKey, createPublicKey } from "node:crypto";

// src/detect/proof/der-writer.ts
function derElement(tag, ...parts) {
  const content = parts.reduce((sum, part2) => sum + part2.length, 0);
  const length = [];
  if (content < 128) {
    length.push(content);
  } else {
    for (let rest = content; rest > 0; rest = Math.floor(rest / 256)) length.unshift(rest % 256);
    length.unshift(128 + length.length);
  }
  return Buffer.concat([Uint8Array.of(tag, ...length), ...parts]);
}
function unsignedContent(value) {
  const hex = value.toString(16);
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  return Buffer.from(Number.parseInt(even.slice(0, 2), 16) >= 128 ? `00${even}` : even, "hex");
}

// src/detect/proof/edwards.ts
var EDWARDS_ALGORITHMS = [
  { kind: "ed25519", name: "Ed25519", oid: "2b6570", bytes: 32 },
  { kind: "ed448", name: "Ed448", oid: "2b6571", bytes: 57 },
  { kind: "x25519", name: "X25519", oid: "2b656e", bytes: 32 },
  { kind: "x448", name: "X448", oid: "2b656f", bytes: 56 }
];
function proveEdwards(algorithm, seed, claimed) {
  if (seed.length !== algorithm.bytes) return void 0;
  if (claimed === void 0 ? isMonotonous(seed) : claimed.length !== algorithm.bytes) return void 0;
  const bytes = derivePublic(algorithm, seed);
  if (bytes === void 0 || claimed !== void 0 && Buffer.compare(bytes, claimed) !== 0) return void 0;
  return { kind: algorithm.kind, algorithm, bytes };
}
function derivePublic(algorithm, seed) {
  const pkcs8 = derElement(
    48,
    derElement(2, Uint8Array.of(0)),
    derElement(48, derElement(6, Buffer.from(algorithm.oid, "hex"))),
    derElement(4, derElement(4, seed))
  );
  try {
    const key = createPublicKey(createPrivateKey({ key: Buffer.from(pkcs8), format: "der", type: "pkcs8" }));
    return key.export({ format: "der", type: "spki" }).subarray(-algorithm.bytes);
  } catch {
    return void 0;
  }
}

// src/detect/proof/key-facts.ts
import { createHash as createHash2 } from "node:crypto";

// src/detect/fingerprint.ts
import { createHash, scryptSync } from "node:crypto";
function keyFingerprint(spkiSha256) {
  return `key:${spkiSha256}`;
}
function tokenFingerprint(token2) {
  return `token:${sha256Hex(token2)}`;
}
function blobFingerprint(blob) {
  return `blob:${sha256Hex(blob)}`;
}
function guessableFingerprint(secret) {
  let known = stretched.get(secret);
  if (known === void 0) {
    const key = scryptSync(secret, "keysieve fingerprint 1", 16, { N: 1 << 15, r: 8, p: 1, maxmem: 64 << 20 });
    known = `pass:${key.toString("hex")}`;
    if (stretched.size > 1e3) stretched.clear();
    stretched.set(secret, known);
  }
  return known;
}
var stretched = /* @__PURE__ */ new Map();
function sha256Hex(data) {
  return createHash("sha256").update(data).digest("hex");
}

// src/detect/proof/big-integer.ts
function bitLength(value) {
  return value === 0n ? 0 : value.toString(16).length * 4 - LEADING_ZERO_BITS[Number.parseInt(value.toString(16)[0], 16)];
}
var LEADING_ZERO_BITS = [4, 3, 2, 2, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0];
function fromBytes(bytes) {
  return bytes.length === 0 ? 0n : BigInt(`0x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("hex")}`);
}
function toBytes(value) {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex");
}
function gcd(a, b) {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
function squareRoot(value) {
  if (value < 2n) return value;
  let root = 1n << BigInt(bitLength(value) + 1 >> 1);
  for (; ; ) {
    const next = root + value / root >> 1n;
    if (next >= root) return root;
    root = next;
  }
}
function passesMillerRabin(candidate) {
  const minusOne = candidate - 1n;
  const digits = minusOne.toString(2);
  const twos = digits.length - 1 - digits.lastIndexOf("1");
  let power = 1n;
  for (const digit of digits.slice(0, digits.length - twos)) {
    power = power * power % candidate;
    if (digit === "1") power = (power << 1n) % candidate;
  }
  if (power === 1n || power === minusOne) return true;
  for (let square = 1; square < twos; square++) {
    power = power * power % candidate;
    if (power === minusOne) return true;
  }
  return false;
}

// src/detect/proof/key-facts.ts
function keyFacts(key) {
  const jwk = requiredJwkMembers(key);
  const ssh = sshWire(key);
  return {
    kind: key.kind,
    ...key.kind === "rsa" ? { bits: bitLength(key.n) } : { curve: key.kind === "ec" ? key.curve.name : key.algorithm.name },
    spkiSha256: sha256Hex(subjectPublicKeyInfo(key)),
    ...jwk && { jwkThumbprint: createHash2("sha256").update(JSON.stringify(jwk)).digest("base64url") },
    ...ssh && {
      sshFingerprint: `SHA256:${createHash2("sha256").update(ssh).digest("base64").replace(/=+$/, "")}`
    }
  };
}
function subjectPublicKeyInfo(key) {
  switch (key.kind) {
    case "rsa":
      return spki(
        [oid(RSA_ENCRYPTION), derElement(TAG.null)],
        derElement(
          TAG.sequence,
          derElement(TAG.integer, unsignedContent(key.n)),
          derElement(TAG.integer, unsignedContent(key.e))
        )
      );
    case "ec":
      return spki([oid(EC_PUBLIC_KEY), oid(key.curve.oid)], key.point);
    default:
      return spki([oid(key.algorithm.oid)], key.bytes);
  }
}
var RSA_ENCRYPTION = "2a864886f70d010101";
var EC_PUBLIC_KEY = "2a8648ce3d0201";
function spki(algorithm, subjectPublicKey) {
  return derElement(
    TAG.sequence,
    derElement(TAG.sequence, ...algorithm),
    derElement(TAG.bitString, Uint8Array.of(0), subjectPublicKey)
  );
}
function oid(hex) {
  return derElement(TAG.oid, Buffer.from(hex, "hex"));
}
function requiredJwkMembers(key) {
  switch (key.kind) {
    case "rsa":
      return { e: base64url(toBytes(key.e)), kty: "RSA", n: base64url(toBytes(key.n)) };
    case "ec": {
      if (key.curve.jwkName === void 0) return void 0;
      const [x, y] = coordinates(key);
      return { crv: key.curve.jwkName, kty: "EC", x: base64url(x), y: base64url(y) };
    }
    default:
      return { crv: key.algorithm.name, kty: "OKP", x: base64url(key.bytes) };
  }
}
function sshWire(key) {
  switch (key.kind) {
    case "rsa":
      return sshStrings(Buffer.from("ssh-rsa"), unsignedContent(key.e), unsignedContent(key.n));
    case "ec": {
      const name = key.curve.sshName;
      return name === void 0 ? void 0 : sshStrings(Buffer.from(`ecdsa-sha2-${name}`), Buffer.from(name), key.point);
    }
    case "ed25519":
      return sshStrings(Buffer.from("ssh-ed25519"), key.bytes);
    default:
      return void 0;
  }
}
function sshStrings(...strings) {
  return Buffer.concat(
    strings.flatMap((string) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(string.length);
      return [length, string];
    })
  );
}
function coordinates(key) {
  return [key.point.subarray(1, 1 + key.curve.bytes), key.point.subarray(1 + key.curve.bytes)];
}
function base64url(bytes) {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("base64url");
}

// src/detect/proof/rsa.ts
var MIN_RSA_BITS = 512;
var MAX_RSA_BITS = 16384;
var MAX_RSA_BYTES = MAX_RSA_BITS / 8 + 1;
var MAX_EXPONENT_BITS = 256;
var MAX_TESTED_PRIME_BITS = 2048;
function proveRsa(numbers) {
  const { n, e, d } = numbers;
  if (!isRsaPublicKey(n, e) || d <= 1n || d >= n) return void 0;
  const given = numbers.p !== void 0 && numbers.q !== void 0;
  const [p, q] = (given ? [numbers.p, numbers.q] : factor(n, e, d)) ?? [];
  if (p === void 0 || q === void 0 || p === q || p * q !== n) return void 0;
  const minPrimeBits = bitLength(n) / 4;
  if (bitLength(p) < minPrimeBits || bitLength(q) < minPrimeBits) return void 0;
  if (e * d % (p - 1n) !== 1n || e * d % (q - 1n) !== 1n) return void 0;
  if (given && !remaindersHold(numbers, p, q)) return void 0;
  return looksPrime(p) && looksPrime(q) ? { kind: "rsa", n, e } : void 0;
}
function remaindersHold({ d, dp, dq, qi }, p, q) {
  if (dp !== void 0 && dp !== d % (p - 1n)) return false;
  if (dq !== void 0 && dq !== d % (q - 1n)) return false;
  return qi === void 0 || qi < p && qi * q % p === 1n;
}
function isRsaPublicKey(n, e) {
  const bits = bitLength(n);
  if (bits < MIN_RSA_BITS || bits > MAX_RSA_BITS || isEven(n)) return false;
  return e >= 3n && !isEven(e) && bitLength(e) <= MAX_EXPONENT_BITS;
}
function factor(n, e, d) {
  const multiple = e * d - 1n;
  let [dividend, divisor] = [multiple, n];
  let [k0, k1] = [1n, 0n];
  let [g0, g1] = [0n, 1n];
  let roots = 0;
  while (divisor !== 0n && g0 < MAX_COFACTOR && roots < MAX_ROOTS) {
    const quotient = dividend / divisor;
    [dividend, divisor] = [divisor, dividend % divisor];
    [k0, k1] = [quotient * k0 + k1, k0];
    [g0, g1] = [quotient * g0 + g1, g0];
    if (k0 === 0n || multiple * g0 % k0 !== 0n) continue;
    const sum = n + 1n - multiple * g0 / k0;
    const square = sum * sum - 4n * n;
    if (sum <= 0n || square < 0n || bitLength(sum) > bitLength(n)) continue;
    roots++;
    const difference = squareRoot(square);
    if (difference * difference === square) return [(sum + difference) / 2n, (sum - difference) / 2n];
  }
  return void 0;
}
var MAX_COFACTOR = 1n << 40n;
var MAX_ROOTS = 4;
function looksPrime(value) {
  if (isEven(value) || gcd(SMALL_PRIMES_PRODUCT, value) !== 1n) return false;
  if (bitLength(value) > MAX_TESTED_PRIME_BITS || passed.has(value)) return true;
  if (!passesMillerRabin(value)) return false;
  if (passed.size >= MAX_REMEMBERED) passed.clear();
  passed.add(value);
  return true;
}
var passed = /* @__PURE__ */ new Set();
var MAX_REMEMBERED = 256;
var SMALL_PRIMES_PRODUCT = [
  3n,
  5n,
  7n,
  11n,
  13n,
  17n,
  19n,
  23n,
  29n,
  31n,
  37n,
  41n,
  43n,
  47n,
  53n,
  59n,
  61n,
  67n,
  71n,
  73n,
  79n,
  83n,
  89n,
  97n,
  101n,
  103n,
  107n,
  109n,
  113n,
  127n,
  131n,
  137n,
  139n,
  149n,
  151n,
  157n,
  163n,
  167n,
  173n,
  179n,
  181n,
  191n,
  193n,
  197n,
  199n,
  211n
].reduce((product, prime) => product * prime, 1n);
function isEven(value) {
  return (value & 1n) === 0n;
}

// src/detect/proof/der-keys.ts
function readDerKey(bytes, start = 0) {
  const outside = new DerCursor(bytes, start);
  const frame = outside.element(TAG.sequence);
  const version = frame?.integer(1);
  if (frame === void 0 || version === void 0) return void 0;
  const length = outside.position - start;
  switch (frame.nextTag) {
    case TAG.integer:
      return version === 0n ? proven("pkcs1", length, rsaKey(frame)) : void 0;
    case TAG.octetString:
      return version === 1n ? sec1Key(frame, length) : void 0;
    case TAG.sequence:
      return version <= 1n ? proven("pkcs8", length, pkcs8Key(frame)) : void 0;
    default:
      return void 0;
  }
}
function proven(structure, length, publicKey) {
  return publicKey && { state: "proven", structure, length, publicKey };
}
function rsaKey(frame) {
  const numbers = [];
  while (numbers.length < 8) {
    const number = frame.integer(MAX_RSA_BYTES);
    if (number === void 0) return void 0;
    numbers.push(number);
  }
  if (!frame.atEnd) return void 0;
  const [n, e, d, p, q, dp, dq, qi] = numbers;
  return proveRsa({ n, e, d, p, q, dp, dq, qi });
}
function sec1Key(frame, length) {
  const parts = readSec1(frame);
  if (parts === void 0) return void 0;
  const { scalar, curveOid, point } = parts;
  const curves = CURVES.filter((curve) => {
    if (curveOid !== void 0) return curve.oid === curveOid;
    return point === void 0 ? curve.bytes === scalar.length : isPointOf(curve, point);
  });
  if (point === void 0 && curves.length > 1) {
    return isMonotonous(scalar) ? void 0 : { state: "bare", structure: "sec1", length, scalar };
  }
  for (const curve of curves) {
    const publicKey = proveScalar(curve, scalar, point);
    if (publicKey !== void 0) return proven("sec1", length, publicKey);
  }
  return void 0;
}
function proveScalar(curve, scalar, point) {
  const surplus = scalar.length - curve.bytes;
  if (surplus === 0) return proveEc(curve, scalar, point);
  if (surplus === 1) return scalar[0] === 0 ? proveEc(curve, scalar.subarray(1), point) : void 0;
  if (surplus > 0 || surplus < -MAX_MISSING_BYTES) return void 0;
  const full = new Uint8Array(curve.bytes);
  full.set(scalar, -surplus);
  return proveEc(curve, full, point);
}
var MAX_MISSING_BYTES = 2;
function readSec1(frame) {
  const scalar = frame.octets(TAG.octetString);
  if (scalar === void 0) return void 0;
  let curveOid;
  if (frame.nextTag === TAG.context0) {
    const parameters = frame.element(TAG.context0);
    curveOid = parameters?.oid();
    if (curveOid === void 0 || !parameters?.atEnd) return void 0;
  }
  let point;
  if (frame.nextTag === TAG.context1) {
    const publicKey = frame.element(TAG.context1);
    point = publicKey?.bitString();
    if (point === void 0 || !publicKey?.atEnd) return void 0;
  }
  return frame.atEnd ? { scalar, curveOid, point } : void 0;
}
function pkcs8Key(frame) {
  const algorithm = frame.element(TAG.sequence);
  const algorithmOid = algorithm?.oid();
  const privateKey = frame.octets(TAG.octetString);
  if (algorithm === void 0 || algorithmOid === void 0 || privateKey === void 0) return void 0;
  if (frame.nextTag === TAG.context0) frame.element(TAG.context0);
  const explicit = frame.nextTag === TAG.context1 ? frame.element(TAG.context1) : void 0;
  const publicKey = explicit === void 0 ? frame.bitString(TAG.primitive1) : explicit.bitString();
  if (!frame.atEnd || explicit?.atEnd === false) return void 0;
  if (algorithmOid === RSA_ENCRYPTION) return isAbsentOrNull(algorithm) ? innerRsaKey(privateKey) : void 0;
  if (algorithmOid === EC_PUBLIC_KEY) {
    const curveOid = algorithm.oid();
    const curve = CURVES.find((known) => known.oid === curveOid);
    return curve && algorithm.atEnd ? innerEcKey(curve, privateKey, publicKey) : void 0;
  }
  const edwards = EDWARDS_ALGORITHMS.find((known) => known.oid === algorithmOid);
  return edwards && algorithm.atEnd ? innerEdwardsKey(edwards, privateKey, publicKey) : void 0;
}
function isAbsentOrNull(algorithm) {
  return algorithm.atEnd || algorithm.octets(TAG.null)?.length === 0 && algorithm.atEnd;
}
function innerRsaKey(privateKey) {
  const frame = wholeSequence(privateKey);
  return frame?.integer(1) === 0n ? rsaKey(frame) : void 0;
}
function innerEcKey(curve, privateKey, publicKey) {
  const frame = wholeSequence(privateKey);
  const parts = frame?.integer(1) === 1n ? readSec1(frame) : void 0;
  if (parts === void 0 || parts.curveOid !== void 0 && parts.curveOid !== curve.oid) return void 0;
  const key = proveScalar(curve, parts.scalar, parts.point ?? publicKey);
  const bothAgree = parts.point === void 0 || publicKey === void 0 || Buffer.compare(parts.point, publicKey) === 0;
  return bothAgree ? key : void 0;
}
function innerEdwardsKey(algorithm, privateKey, publicKey) {
  const outside = new DerCursor(privateKey);
  const seed = outside.octets(TAG.octetString);
  return seed && outside.atEnd ? proveEdwards(algorithm, seed, publicKey) : void 0;
}
function wholeSequence(bytes) {
  const outside = new DerCursor(bytes);
  const frame = outside.element(TAG.sequence);
  return outside.atEnd ? frame : void 0;
}

// src/detect/proof/key-match.ts
function keyMatch(key, place) {
  const { offset, length, preview, form } = place;
  const shared5 = { offset, length, preview };
  switch (key.state) {
    case "proven": {
      const facts = keyFacts(key.publicKey);
      return {
        ...shared5,
        fingerprint: keyFingerprint(facts.spkiSha256),
        facts: { ...facts, form, ...place.facts },
        confidence: "proven"
      };
    }
    case "bare":
      return {
        ...shared5,
        fingerprint: tokenFingerprint(key.scalar),
        facts: {
          kind: "ec",
          bits: key.scalar.length * 8,
          keySha256: sha256Hex(key.scalar),
          form,
          ...place.facts
        },
        confidence: "high"
      };
    case "symmetric": {
      const facts = { kind: "symmetric", bits: key.secret.length * 8 };
      const where = { form, ...place.facts };
      if (key.secret.every((byte) => byte >= 32 && byte < 127)) {
        const fingerprint2 = guessableFingerprint(Buffer.from(key.secret).toString("latin1"));
        return { ...shared5, ...SYMMETRIC, fingerprint: fingerprint2, facts: { ...facts, ...where } };
      }
      const fingerprint = tokenFingerprint(key.secret);
      return { ...shared5, ...SYMMETRIC, fingerprint, facts: { ...facts, keySha256: sha256Hex(key.secret), ...where } };
    }
    case "locked": {
      const facts = key.publicKey && keyFacts(key.publicKey);
      return {
        ...shared5,
        title: ENCRYPTED_TITLE,
        severity: "low",
        confidence: "high",
        fingerprint: facts ? keyFingerprint(facts.spkiSha256) : blobFingerprint(key.ciphertext),
        facts: {
          ...facts,
          encrypted: true,
          cipher: key.cipher,
          ...key.kdf && { kdf: key.kdf },
          form,
          ...place.facts
        }
      };
    }
  }
}
var SYMMETRIC = { title: "Symmetric key", severity: "high", confidence: "medium" };
var ENCRYPTED_TITLE = "Private key, encrypted with a passphrase";
var PRIVATE_KEY_ADVICE = "Replace the key wherever its public half is trusted (compare spkiSha256 with certificates and JWKS), revoke what it certified, and keep it out of the build output. Whoever could read this artifact could copy it.";

// src/detect/binary/der-private-key.ts
var ALGORITHMS = [
  "30 0d 06 09 2a 86 48 86 f7 0d 01 01 01",
  "30 0b 06 09 2a 86 48 86 f7 0d 01 01 01",
  // By the length of the curve's identifier: 5 bytes (SEC 2), 8 bytes (X9.62), 9 bytes (Brainpool).
  "30 10 06 07 2a 86 48 ce 3d 02 01 06 05",
  "30 13 06 07 2a 86 48 ce 3d 02 01 06 08",
  "30 14 06 07 2a 86 48 ce 3d 02 01 06 09",
  "30 05 06 03 2b 65 70 04",
  "30 05 06 03 2b 65 71 04",
  "30 05 06 03 2b 65 6e 04",
  "30 05 06 03 2b 65 6f 04"
];
var PKCS8 = ["02 01 00", "02 01 01"].flatMap((version) => ALGORITHMS.map((algorithm) => `${version} ${algorithm}`));
var PKCS1 = [
  "82",
  "81",
  ...[512, 576, 640, 704, 768, 832, 896, 960].map((bits) => `${hexByte(bits / 8 + 1)} 00`)
].map((length) => `02 01 00 02 ${length}`);
var SEC1 = CURVES.flatMap(({ bytes }) => [
  `02 01 01 04 ${hexByte(bytes)}`,
  `02 01 01 04 ${hexByte(bytes + 1)} 00`,
  `02 01 01 04 ${hexByte(bytes - 1)}`,
  `02 01 01 04 ${hexByte(bytes - 2)}`
]);
var BYTES_BEFORE = 40;
var derPrivateKey = {
  id: "private-key-der",
  title: "Private key in DER",
  severity: "critical",
  confidence: "proven",
  advice: PRIVATE_KEY_ADVICE,
  trigger: {
    anchors: [.../* @__PURE__ */ new Set([...PKCS8, ...PKCS1, ...SEC1])].map(byteAnchor),
    bytesBefore: BYTES_BEFORE,
    reads: "bytes"
  },
  // PKCS#8 of RSA-16384 takes 9,315 bytes with the longest exponent; the rest is for attributes and the public half.
  maxMatchBytes: 12 * 1024,
  inspect
};
function inspect(window, at) {
  for (let start = Math.max(0, at - BYTES_BEFORE); start <= at - 2; start++) {
    if (!beginsFrame(window, start)) continue;
    const key = readDerKey(window.subarray(0, start + derPrivateKey.maxMatchBytes), start);
    if (key?.state !== "proven" || start + key.length <= at) continue;
    return keyMatch(key, {
      offset: start,
      length: key.length,
      form: `der-${key.structure}`,
      preview: `${hexByte(window[start])} ${hexByte(window[start + 1])} … (DER ${STRUCTURE_NAMES[key.structure]})`
    });
  }
  return void 0;
}
var STRUCTURE_NAMES = { pkcs1: "PKCS#1", pkcs8: "PKCS#8", sec1: "SEC1" };
function beginsFrame(window, start) {
  if (window[start] !== 48) return false;
  const first = window[start + 1];
  const version = start + 2 + (first < 128 ? 0 : first - 128);
  return first <= 130 && window[version] === 2 && window[version + 1] === 1;
}
function hexByte(value) {
  return value.toString(16).padStart(2, "0");
}

// src/detect/proof/ssh-cursor.ts
var SshCursor = class {
  #bytes;
  #position;
  /** Reads `bytes`, which stay the caller's, from `start` on. */
  constructor(bytes, start = 0) {
    this.#bytes = bytes;
    this.#position = start;
  }
  /** Offset in the bytes given to the constructor. */
  get position() {
    return this.#position;
  }
  get atEnd() {
    return this.#position === this.#bytes.length;
  }
  /** The next `length` bytes as a view. */
  take(length) {
    const end = this.#position + length;
    if (end > this.#bytes.length) return void 0;
    const view = this.#bytes.subarray(this.#position, end);
    this.#position = end;
    return view;
  }
  uint32() {
    const four = this.take(4);
    return four && Buffer.from(four.buffer, four.byteOffset, 4).readUInt32BE();
  }
  /** uint32 length, then that many bytes. */
  string() {
    const length = this.uint32();
    return length === void 0 ? void 0 : this.take(length);
  }
  /** A string of printable ASCII, for names. */
  name() {
    const bytes = this.string();
    if (bytes === void 0 || bytes.length > MAX_NAME_BYTES) return void 0;
    return bytes.every((byte) => byte > 32 && byte < 127) ? Buffer.from(bytes).toString("latin1") : void 0;
  }
  /** mpint, zero or positive, without needless zeros in front, of at most `maxBytes`. */
  mpint(maxBytes) {
    const bytes = this.string();
    if (bytes === void 0 || bytes.length > maxBytes) return void 0;
    if (bytes.length === 0) return 0n;
    const needless = bytes[0] === 0 && (bytes.length === 1 || bytes[1] < 128);
    if (bytes[0] >= 128 || needless) return void 0;
    return BigInt(`0x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("hex")}`);
  }
};
var MAX_NAME_BYTES = 64;

// src/detect/proof/openssh-key.ts
var OPENSSH_MAGIC = Buffer.from("openssh-key-v1\0", "latin1");
var CIPHERS = new Map([
  ["3des-cbc", { blockBytes: 8, tagBytes: 0 }],
  ...[
    "aes128-cbc",
    "aes192-cbc",
    "aes256-cbc",
    "rijndael-cbc@lysator.liu.se",
    "aes128-ctr",
    "aes192-ctr",
    "aes256-ctr"
  ].map((name) => [name, { blockBytes: 16, tagBytes: 0 }]),
  ["aes128-gcm@openssh.com", { blockBytes: 16, tagBytes: 16 }],
  ["aes256-gcm@openssh.com", { blockBytes: 16, tagBytes: 16 }],
  ["chacha20-poly1305@openssh.com", { blockBytes: 8, tagBytes: 16 }]
]);
var MAX_KEYS = 16;
function readOpensshKey(bytes, start = 0) {
  const cursor = new SshCursor(bytes, start);
  const magic = cursor.take(OPENSSH_MAGIC.length);
  if (magic === void 0 || Buffer.compare(magic, OPENSSH_MAGIC) !== 0) return void 0;
  const cipher = cursor.name();
  const kdf = cursor.name();
  const kdfOptions = cursor.string();
  const keys = cursor.uint32();
  if (cipher === void 0 || kdf === void 0 || kdfOptions === void 0) return void 0;
  if (keys === void 0 || keys < 1 || keys > MAX_KEYS) return void 0;
  const firstPublic = cursor.string();
  for (let other = 1; other < keys; other++) if (cursor.string() === void 0) return void 0;
  const privateKeys = cursor.string();
  if (firstPublic === void 0 || privateKeys === void 0) return void 0;
  const structure = "openssh";
  if (cipher === "none") {
    if (kdf !== "none" || kdfOptions.length > 0) return void 0;
    const publicKey2 = openKey(privateKeys, firstPublic, keys);
    return publicKey2 && { state: "proven", structure, length: cursor.position - start, publicKey: publicKey2 };
  }
  const known = CIPHERS.get(cipher);
  if (known === void 0 || kdf !== "bcrypt" || !isBcryptOptions(kdfOptions)) return void 0;
  if (privateKeys.length === 0 || privateKeys.length % known.blockBytes !== 0) return void 0;
  const publicKey = readPublicKey(firstPublic);
  if (publicKey === void 0 || cursor.take(known.tagBytes) === void 0) return void 0;
  const length = cursor.position - start;
  return { state: "locked", structure, length, publicKey, cipher, kdf, ciphertext: privateKeys };
}
function isBcryptOptions(options3) {
  const cursor = new SshCursor(options3);
  const salt = cursor.string();
  const rounds = cursor.uint32();
  return salt !== void 0 && salt.length > 0 && rounds !== void 0 && rounds > 0 && cursor.atEnd;
}
function openKey(privateKeys, publicBlob, keys) {
  const cursor = new SshCursor(privateKeys);
  const check = cursor.uint32();
  if (check === void 0 || check !== cursor.uint32()) return void 0;
  const type = cursor.name();
  const key = type === void 0 ? void 0 : proveNumbers(type, cursor);
  if (key === void 0 || cursor.string() === void 0) return void 0;
  if (keys === 1 && !isPadding(privateKeys.subarray(cursor.position))) return void 0;
  const outside = readPublicKey(publicBlob);
  return outside !== void 0 && samePublicKey(key, outside) ? key : void 0;
}
function isPadding(rest) {
  return rest.length < 16 && rest.every((byte, index) => byte === index + 1);
}
function proveNumbers(type, cursor) {
  if (type === "ssh-rsa") {
    const [n, e, d2, qi, p, q] = [0, 1, 2, 3, 4, 5].map(() => cursor.mpint(MAX_RSA_BYTES));
    if (n === void 0 || e === void 0 || d2 === void 0) return void 0;
    if (qi === void 0 || p === void 0 || q === void 0) return void 0;
    return proveRsa({ n, e, d: d2, p, q, qi });
  }
  if (type === "ssh-ed25519") {
    const publicBytes = cursor.string();
    const seedAndPublic = cursor.string();
    if (publicBytes === void 0 || seedAndPublic?.length !== 64) return void 0;
    if (Buffer.compare(seedAndPublic.subarray(32), publicBytes) !== 0) return void 0;
    return proveEdwards(EDWARDS_ALGORITHMS[0], seedAndPublic.subarray(0, 32), publicBytes);
  }
  const curve = curveOfType(type);
  if (curve === void 0 || cursor.name() !== curve.sshName) return void 0;
  const point = cursor.string();
  const d = cursor.mpint(curve.bytes + 1);
  if (point === void 0 || d === void 0) return void 0;
  const minimal = toBytes(d);
  if (minimal.length > curve.bytes) return void 0;
  const scalar = new Uint8Array(curve.bytes);
  scalar.set(minimal, curve.bytes - minimal.length);
  return proveEc(curve, scalar, point);
}
function readPublicKey(blob) {
  const cursor = new SshCursor(blob);
  const type = cursor.name();
  if (type === void 0) return void 0;
  if (type === "ssh-rsa") {
    const e = cursor.mpint(MAX_RSA_BYTES);
    const n = cursor.mpint(MAX_RSA_BYTES);
    if (e === void 0 || n === void 0 || !cursor.atEnd) return void 0;
    return isRsaPublicKey(n, e) ? { kind: "rsa", n, e } : void 0;
  }
  if (type === "ssh-ed25519") {
    const algorithm = EDWARDS_ALGORITHMS[0];
    const bytes = cursor.string();
    return bytes?.length === algorithm.bytes && cursor.atEnd ? { kind: "ed25519", algorithm, bytes } : void 0;
  }
  const curve = curveOfType(type);
  if (curve === void 0 || cursor.name() !== curve.sshName) return void 0;
  const point = cursor.string();
  if (point?.length !== 1 + 2 * curve.bytes || point[0] !== 4 || !cursor.atEnd) return void 0;
  return { kind: "ec", curve, point };
}
function curveOfType(type) {
  return CURVES.find((curve) => curve.sshName !== void 0 && type === `ecdsa-sha2-${curve.sshName}`);
}
function samePublicKey(one, other) {
  return Buffer.compare(subjectPublicKeyInfo(one), subjectPublicKeyInfo(other)) === 0;
}

// src/detect/binary/openssh-private-key.ts
var opensshPrivateKey = {
  id: "private-key-openssh",
  title: "OpenSSH private key",
  severity: "critical",
  confidence: "proven",
  advice: PRIVATE_KEY_ADVICE,
  trigger: { anchors: [{ bytes: OPENSSH_MAGIC, ignoreCase: false }], bytesBefore: 0, reads: "bytes" },
  // RSA-16384 takes 9,404 bytes with the longest exponent; the rest is for the comment.
  maxMatchBytes: 12 * 1024,
  inspect: inspect2
};
function inspect2(window, at) {
  const key = readOpensshKey(window.subarray(0, at + opensshPrivateKey.maxMatchBytes), at);
  return key && keyMatch(key, { offset: at, length: key.length, form: "openssh", preview: "openssh-key-v1…" });
}

// src/detect/proof/jwk-key.ts
function readJwk(members, length) {
  const type = members.get("kty");
  if (type === "oct") {
    const secret = decode(members.get("k"));
    if (secret === void 0 || secret.length < MIN_SYMMETRIC_BYTES || isMonotonous(secret)) return void 0;
    return { state: "symmetric", structure: "jwk", length, secret };
  }
  const publicKey = type === void 0 || !members.has("d") ? void 0 : PROOFS.get(type)?.(members);
  return publicKey && { state: "proven", structure: "jwk", length, publicKey };
}
var MIN_SYMMETRIC_BYTES = 16;
var PROOFS = /* @__PURE__ */ new Map([
  ["RSA", proveRsaMembers],
  ["EC", proveEcMembers],
  ["OKP", proveOkpMembers]
]);
function proveRsaMembers(members) {
  const [n, e, d] = ["n", "e", "d"].map((name) => decode(members.get(name)));
  if (n === void 0 || e === void 0 || d === void 0) return void 0;
  const crt = [];
  for (const name of ["p", "q", "dp", "dq", "qi"]) {
    const text = members.get(name);
    const bytes = decode(text);
    if (text !== void 0 && bytes === void 0) return void 0;
    crt.push(bytes && fromBytes(bytes));
  }
  const [p, q, dp, dq, qi] = crt;
  return proveRsa({ n: fromBytes(n), e: fromBytes(e), d: fromBytes(d), p, q, dp, dq, qi });
}
function proveEcMembers(members) {
  const name = members.get("crv");
  const curve = CURVES.find((known) => known.jwkName !== void 0 && known.jwkName === name);
  if (curve === void 0) return void 0;
  const [d, x, y] = ["d", "x", "y"].map((member) => coordinate(curve, members.get(member)));
  if (d === void 0) return void 0;
  if (!members.has("x") && !members.has("y")) return proveEc(curve, d, void 0);
  return x && y && proveEc(curve, d, Buffer.concat([Uint8Array.of(4), x, y]));
}
function coordinate(curve, text) {
  const bytes = decode(text);
  if (bytes === void 0 || bytes.length > curve.bytes) return void 0;
  const full = new Uint8Array(curve.bytes);
  full.set(bytes, curve.bytes - bytes.length);
  return full;
}
function proveOkpMembers(members) {
  const algorithm = EDWARDS_ALGORITHMS.find((known) => known.name === members.get("crv"));
  const seed = decode(members.get("d"));
  const claimed = decode(members.get("x"));
  if (algorithm === void 0 || seed === void 0 || claimed === void 0 && members.has("x")) return void 0;
  return proveEdwards(algorithm, seed, claimed);
}
function decode(text) {
  if (text === void 0 || text.length > MAX_VALUE_CHARACTERS) return void 0;
  return /^[A-Za-z0-9+/_-]+={0,2}$/.test(text) ? Buffer.from(text, "base64url") : void 0;
}
var MAX_VALUE_CHARACTERS = Math.ceil(MAX_RSA_BITS / 6) + 4;

// src/detect/text/jwk-members.ts
var MAX_MEMBERS = 64;
var MAX_DEPTH = 8;
function readJsonObject(window, open, limit) {
  const reader = new ObjectReader(window, open + 1, Math.min(limit, window.length));
  const members = /* @__PURE__ */ new Map();
  const names = /* @__PURE__ */ new Set();
  while (names.size < MAX_MEMBERS) {
    reader.skipSpace();
    if (reader.accept(CLOSE_BRACE)) return { members, end: reader.position };
    const name = reader.name();
    reader.skipSpace();
    if (name === void 0 || names.has(name) || !reader.accept(COLON)) return void 0;
    names.add(name);
    reader.skipSpace();
    const value = reader.string();
    if (value !== void 0) members.set(name, value);
    else if (!reader.skipOtherValue()) return void 0;
    reader.skipSpace();
    if (reader.accept(CLOSE_BRACE)) return { members, end: reader.position };
    if (!reader.accept(COMMA)) return void 0;
  }
  return void 0;
}
var [QUOTE, APOSTROPHE, BACKSLASH, COMMA, COLON] = [34, 39, 92, 44, 58];
var [OPEN_BRACKET, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE] = [91, 93, 123, 125];
var ObjectReader = class {
  #window;
  #limit;
  /** Backslashes before each quote, 2^depth − 1; known from the first quote on. */
  #quoteBackslashes;
  position;
  constructor(window, position, limit) {
    this.#window = window;
    this.position = position;
    this.#limit = limit;
  }
  accept(byte) {
    if (this.#peek() !== byte) return false;
    this.position++;
    return true;
  }
  /** White space, also as an escape (`\n`, `\\n` …). */
  skipSpace() {
    for (; ; ) {
      const byte = this.#peek();
      if (byte === 32 || byte !== void 0 && byte >= 9 && byte <= 13) {
        this.position++;
        continue;
      }
      const backslashes = this.#countBackslashes();
      const letter = this.#window[this.position + backslashes];
      if (backslashes === 0 || letter !== 110 && letter !== 114 && letter !== 116) return;
      this.position += backslashes + 1;
    }
  }
  /** A string, or a bare name as programs write it. */
  name() {
    const quoted = this.string();
    if (quoted !== void 0) return quoted;
    const start = this.position;
    while (isWordByte(this.#peek())) this.position++;
    return this.position > start ? this.#text(start, this.position) : void 0;
  }
  string() {
    const backslashes = this.#countBackslashes();
    const quote = this.#window[this.position + backslashes];
    if (this.position + backslashes >= this.#limit || quote !== QUOTE && quote !== APOSTROPHE) return void 0;
    this.#quoteBackslashes ??= backslashes;
    if (backslashes !== this.#quoteBackslashes || ![0, 1, 3, 7].includes(backslashes)) return void 0;
    const start = this.position + backslashes + 1;
    let run = 0;
    for (let at = start; at < this.#limit; at++) {
      const byte = this.#window[at];
      if (byte < 32) return void 0;
      if (byte === quote && run >= backslashes && (run - backslashes) % (2 * (backslashes + 1)) === 0) {
        this.position = at + 1;
        return this.#text(start, at - backslashes).replace(/\\{1,15}\//g, "/");
      }
      run = byte === BACKSLASH ? run + 1 : 0;
    }
    return void 0;
  }
  /** Steps over a number, a word, or an array or object with all that is in it. */
  skipOtherValue() {
    const closers = [];
    do {
      this.skipSpace();
      const byte = this.#peek();
      if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        if (closers.length === MAX_DEPTH) return false;
        closers.push(byte === OPEN_BRACE ? CLOSE_BRACE : CLOSE_BRACKET);
        this.position++;
      } else if (byte !== void 0 && byte === closers.at(-1)) {
        closers.pop();
        this.position++;
      } else if (closers.length > 0 && (byte === COMMA || byte === COLON)) {
        this.position++;
      } else if (this.string() === void 0 && !this.#skipWord()) {
        return false;
      }
    } while (closers.length > 0);
    return true;
  }
  #skipWord() {
    const start = this.position;
    for (; ; ) {
      const byte = this.#peek();
      if (!isWordByte(byte) && byte !== 43 && byte !== 45 && byte !== 46) break;
      this.position++;
    }
    return this.position > start;
  }
  #peek() {
    return this.position < this.#limit ? this.#window[this.position] : void 0;
  }
  #countBackslashes() {
    let count = 0;
    while (count < 16 && this.#window[this.position + count] === BACKSLASH) count++;
    return count;
  }
  #text(start, end) {
    return Buffer.from(this.#window.buffer, this.#window.byteOffset + start, Math.max(0, end - start)).toString("utf8");
  }
};
function isWordByte(byte) {
  if (byte === void 0) return false;
  const letter = byte | 32;
  return letter >= 97 && letter <= 122 || byte >= 48 && byte <= 57 || byte === 95 || byte === 36;
}

// src/detect/text/jwk-private-key.ts
var MAX_OBJECT_BYTES = 16 * 1024;
var jwkPrivateKey = {
  id: "private-key-jwk",
  title: "Private key in a JWK",
  severity: "critical",
  confidence: "proven",
  advice: PRIVATE_KEY_ADVICE,
  trigger: { anchors: [textAnchor("kty")], bytesBefore: MAX_OBJECT_BYTES, reads: "text" },
  maxMatchBytes: MAX_OBJECT_BYTES,
  inspect: inspect3
};
function inspect3(window, at) {
  if (!isTypeMember(window, at)) return void 0;
  const found = findObject(window, at);
  const key = found && readJwk(found.object.members, found.object.end - found.open);
  if (found === void 0 || key === void 0) return void 0;
  return keyMatch(key, {
    offset: found.open,
    length: key.length,
    form: "jwk",
    preview: `{"kty":"${found.object.members.get("kty")}",…}`,
    facts: keyIdFact(found.object.members.get("kid"))
  });
}
var MAX_BRACES = 4;
function findObject(window, at) {
  let braces = 0;
  for (let open = at - 1; open >= Math.max(0, at - MAX_OBJECT_BYTES) && braces < MAX_BRACES; open--) {
    const byte = window[open];
    if (byte === 0) return void 0;
    if (byte === 107 && isTypeMember(window, open)) return void 0;
    if (byte !== 123) continue;
    braces++;
    const object = readJsonObject(window, open, open + MAX_OBJECT_BYTES);
    if (object !== void 0 && object.end > at && object.members.has("kty")) return { open, object };
  }
  return void 0;
}
function isTypeMember(window, at) {
  if (window[at + 1] !== 116 || window[at + 2] !== 121) return false;
  const text = Buffer.from(window.subarray(at, at + 64)).toString("latin1");
  return /^kty\\{0,7}["']?\s{0,16}:\s{0,16}\\{0,7}["'](?:RSA|EC|OKP|oct)\\{0,7}["']/.test(text);
}
function keyIdFact(kid) {
  return kid !== void 0 && /^[\x20-\x5b\x5d-\x7e]{1,128}$/.test(kid) ? { kid } : {};
}

// src/detect/proof/encrypted-key-info.ts
var PBES2 = "2a864886f70d01050d";
var PASSWORD_SCHEMES = {
  "2a864886f70d010501": "pbeWithMD2AndDES-CBC",
  "2a864886f70d010503": "pbeWithMD5AndDES-CBC",
  "2a864886f70d010504": "pbeWithMD2AndRC2-CBC",
  "2a864886f70d010506": "pbeWithMD5AndRC2-CBC",
  "2a864886f70d01050a": "pbeWithSHA1AndDES-CBC",
  "2a864886f70d01050b": "pbeWithSHA1AndRC2-CBC",
  "2a864886f70d010c0101": "pbeWithSHAAnd128BitRC4",
  "2a864886f70d010c0102": "pbeWithSHAAnd40BitRC4",
  "2a864886f70d010c0103": "pbeWithSHAAnd3-KeyTripleDES-CBC",
  "2a864886f70d010c0104": "pbeWithSHAAnd2-KeyTripleDES-CBC",
  "2a864886f70d010c0105": "pbeWithSHAAnd128BitRC2-CBC",
  "2a864886f70d010c0106": "pbeWithSHAAnd40BitRC2-CBC"
};
var KEY_DERIVATIONS = {
  "2a864886f70d01050c": "pbkdf2",
  "2b06010401da47040b": "scrypt"
};
var CIPHERS2 = {
  "608648016503040102": "aes-128-cbc",
  "608648016503040116": "aes-192-cbc",
  "60864801650304012a": "aes-256-cbc",
  "608648016503040106": "aes-128-gcm",
  "60864801650304011a": "aes-192-gcm",
  "60864801650304012e": "aes-256-gcm",
  "2a864886f70d0307": "des-ede3-cbc",
  "2a864886f70d0302": "rc2-cbc",
  "2b0e030207": "des-cbc",
  "2a83088c9a4b3d01010102": "camellia-128-cbc",
  "2a83088c9a4b3d01010103": "camellia-192-cbc",
  "2a83088c9a4b3d01010104": "camellia-256-cbc",
  "2a831a8c9a6e010102": "aria-128-cbc",
  "2a831a8c9a6e010107": "aria-192-cbc",
  "2a831a8c9a6e01010c": "aria-256-cbc",
  "2a831a8c9a440104": "seed-cbc"
};
var MIN_CIPHERTEXT_BYTES = 48;
function readEncryptedKeyInfo(bytes, start = 0) {
  const outside = new DerCursor(bytes, start);
  const frame = outside.element(TAG.sequence);
  const algorithm = frame?.element(TAG.sequence);
  const ciphertext = frame?.octets(TAG.octetString);
  if (algorithm === void 0 || ciphertext === void 0 || frame?.atEnd !== true) return void 0;
  if (ciphertext.length < MIN_CIPHERTEXT_BYTES || isMonotonous(ciphertext)) return void 0;
  const scheme = readScheme(algorithm);
  return scheme && { state: "locked", structure: "pkcs8", length: outside.position - start, ...scheme, ciphertext };
}
function readScheme(algorithm) {
  const oid2 = algorithm.oid();
  const parameters = algorithm.element(TAG.sequence);
  if (oid2 === void 0 || parameters === void 0 || !algorithm.atEnd) return void 0;
  if (oid2 !== PBES2) {
    const cipher2 = PASSWORD_SCHEMES[oid2];
    return cipher2 !== void 0 && isSaltAndCount(parameters) ? { cipher: cipher2 } : void 0;
  }
  const derivation = parameters.element(TAG.sequence);
  const encryption = parameters.element(TAG.sequence);
  const kdf = KEY_DERIVATIONS[derivation?.oid() ?? ""];
  const cipher = CIPHERS2[encryption?.oid() ?? ""];
  const details = derivation?.element(TAG.sequence);
  if (kdf === void 0 || cipher === void 0 || details === void 0 || !parameters.atEnd) return void 0;
  const saltAndCost = details.octets(TAG.octetString) !== void 0 && details.integer(8) !== void 0;
  return saltAndCost ? { cipher, kdf } : void 0;
}
function isSaltAndCount(parameters) {
  return parameters.octets(TAG.octetString) !== void 0 && parameters.integer(8) !== void 0 && parameters.atEnd;
}

// src/detect/proof/read-key-bytes.ts
function readKeyBytes(bytes) {
  return readOpensshKey(bytes) ?? readDerKey(bytes) ?? readEncryptedKeyInfo(bytes);
}

// src/detect/text/pem-armour.ts
var ARMOUR_BEGIN = "-----BEGIN ";
var DASH = 45;
var MAX_LABEL_BYTES = 64;
function readArmour(window, at, maxBytes) {
  const limit = Math.min(window.length, at + maxBytes);
  const labelStart = at + ARMOUR_BEGIN.length;
  const labelEnd = findDashes(window, labelStart, Math.min(limit, labelStart + MAX_LABEL_BYTES));
  if (labelEnd === void 0) return void 0;
  const label = latin1(window, labelStart, labelEnd);
  if (!/^(?:[A-Z0-9]+ ){0,4}PRIVATE KEY$/.test(label)) return void 0;
  const bodyStart = labelEnd + 5;
  const bodyEnd = findDashes(window, bodyStart, limit);
  if (bodyEnd === void 0) return void 0;
  const endLine = /^-----END [A-Z0-9 ]{1,64}-----/.exec(latin1(window, bodyEnd, Math.min(limit, bodyEnd + 80)));
  if (endLine === null) return void 0;
  const text = withoutEscapes(latin1(window, bodyStart, bodyEnd));
  const headers = readHeaders(text);
  const body3 = headers && decodeBase64(text.slice(headers.end));
  if (headers === void 0 || body3 === void 0) return void 0;
  const end = bodyEnd + endLine[0].length;
  return headers.cipher === void 0 ? { label, body: body3, end } : { label, cipher: headers.cipher, body: body3, end };
}
function findDashes(window, from, limit) {
  for (let position = from; position + 5 <= limit; position++) {
    const byte = window[position];
    if (byte >= 127 || byte < 32 && (byte < 9 || byte > 13)) return void 0;
    if (byte !== DASH) continue;
    let dashes = 1;
    while (dashes < 5 && window[position + dashes] === DASH) dashes++;
    if (dashes === 5) return position;
  }
  return void 0;
}
function withoutEscapes(text) {
  if (!text.includes("\\")) return text;
  return text.replace(/\\{1,16}(?:([nrt/\r\n])|u00([0-9A-Fa-f]{2}))/g, (_, letter, hex) => {
    if (hex !== void 0) return String.fromCharCode(Number.parseInt(hex, 16));
    return letter === "/" ? "/" : "\n";
  });
}
var BLOCK_BYTES = [
  [/^DES-(?:EDE3-)?CBC$/, 8],
  [/^(?:IDEA|RC2|RC2-40|RC2-64|BF|CAST5)-CBC$/, 8],
  [/^(?:AES|CAMELLIA|ARIA)-(?:128|192|256)-CBC$/, 16],
  [/^SEED-CBC$/, 16]
];
function readHeaders(text) {
  const encrypted = /^\s*Proc-Type:\s*4,\s*ENCRYPTED\s*DEK-Info:\s*([A-Z0-9-]{3,32}),\s*/.exec(text);
  if (encrypted === null) {
    const others = /^(?:\s*[A-Za-z][A-Za-z0-9-]{0,63}:[^\n\r]*[\n\r])*/.exec(text);
    return { end: others?.[0].length ?? 0 };
  }
  const cipher = encrypted[1];
  const vectorBytes = BLOCK_BYTES.find(([names]) => names.test(cipher))?.[1];
  if (vectorBytes === void 0) return void 0;
  const vectorStart = encrypted[0].length;
  const vectorEnd = vectorStart + 2 * vectorBytes;
  return /^[0-9A-Fa-f]+$/.test(text.slice(vectorStart, vectorEnd)) ? { cipher, end: vectorEnd } : void 0;
}
function decodeBase64(text) {
  const digits = text.replace(/[\s\x0b]+/g, "");
  return /^[A-Za-z0-9+/]+={0,2}$/.test(digits) ? Buffer.from(digits, "base64") : void 0;
}
function latin1(window, start, end) {
  return Buffer.from(window.buffer, window.byteOffset + start, end - start).toString("latin1");
}

// src/detect/text/pem-private-key.ts
var pemPrivateKey = {
  id: "private-key-pem",
  title: "Private key in PEM",
  severity: "critical",
  confidence: "proven",
  advice: PRIVATE_KEY_ADVICE,
  trigger: { anchors: [textAnchor(ARMOUR_BEGIN)], bytesBefore: 0, reads: "text" },
  // RSA-16384 in PKCS#8 is 12,420 base64 characters. In lines of 64 that begin with 16 spaces and end in \\\\r\\\\n that
  // makes 17,568 bytes, in lines of 4 that end in \r\n, each an escape, 24,896.
  maxMatchBytes: 32 * 1024,
  inspect: inspect4
};
function inspect4(window, at) {
  const armour = readArmour(window, at, pemPrivateKey.maxMatchBytes);
  if (armour === void 0) return void 0;
  const key = readKeyBytes(armour.body) ?? legacyEncryptedKey(armour);
  return key && keyMatch(key, {
    offset: at,
    length: armour.end - at,
    form: "pem",
    preview: `-----BEGIN ${LABELS.has(armour.label) ? armour.label : "… PRIVATE KEY"}-----`,
    facts: { structure: key.structure }
  });
}
var LABELS = /* @__PURE__ */ new Set([
  "PRIVATE KEY",
  "RSA PRIVATE KEY",
  "EC PRIVATE KEY",
  "DSA PRIVATE KEY",
  "ANY PRIVATE KEY",
  "OPENSSH PRIVATE KEY",
  "ENCRYPTED PRIVATE KEY"
]);
var MIN_CIPHERTEXT_BYTES2 = 64;
function legacyEncryptedKey({ cipher, body: body3 }) {
  if (cipher === void 0 || body3.length < MIN_CIPHERTEXT_BYTES2 || body3.length % 8 !== 0) return void 0;
  if (isMonotonous(body3)) return void 0;
  return { state: "locked", structure: "rfc1421", length: body3.length, cipher, ciphertext: body3 };
}

// src/detect/text/entropy.ts
function bitsPerCharacter(text) {
  const counts = /* @__PURE__ */ new Map();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= count / text.length * Math.log2(count / text.length);
  return bits;
}

// src/detect/text/placeholder.ts
var WORDS = /example|placeholder|redacted|changeme|change[_-]me|replace[_-]?me|replace[_-]?with|insert[_-]|notreal|not[_-]a[_-]real|(?:your|some|fake|dummy|test)[_-]?(?:api|access|auth|secret|token|key|pass)|qwerty|asdfgh|deadbeefdeadbeef|lorem|secretsecret/i;
var TEMPLATES = /\$\{|\$\(|\{\{|<%|%\(|%[sdv@](?![A-Za-z0-9])|^\$[A-Za-z_]|^%[A-Za-z_]+%$|^<[^<>]*>$|^\[[^[\]]*\]$/;
var MASKS = /\*{3}|\.{3}|\xe2\x80[\xa6\xa2]|[xX]{5}|[_#-]{5}/;
var WHOLE_WORDS = /^(?:password|passwd|passw0rd|pass|secret|token|apikey|key|user|username|admin|test|testing|none|null|nil|undefined|true|false|empty|dummy|fake|foo|bar|foobar|changeit|value|string|hidden|masked)[0-9]{0,3}$/i;
function isPlaceholder(text) {
  return WORDS.test(text) || WHOLE_WORDS.test(text) || TEMPLATES.test(text) || MASKS.test(text) || longestRun(text, 1, 0) >= 7 || countsUp(text) || repeatsOneUnit(text) || text.length >= 16 && bitsPerCharacter(text) < 2;
}
var RUN = 8;
var FOLLOWS_9 = "aA";
function countsUp(text) {
  const dense = text.replace(/[-_]/g, "");
  return longestRun(dense, 1, 1) >= RUN || longestRun(dense, 1, -1) >= RUN || longestRun(dense, 2, 1) >= RUN;
}
function longestRun(text, distance, step) {
  let longest = 0;
  let run = distance;
  for (let at = distance; at < text.length; at++) {
    const earlier = text.charAt(at - distance);
    const later = text.charAt(at);
    const holds = step === 0 ? earlier === later : step > 0 ? follows(earlier, later) : follows(later, earlier);
    run = holds ? run + 1 : distance;
    longest = Math.max(longest, run);
  }
  return longest;
}
function follows(a, b) {
  if (a === "9") return b === "0" || FOLLOWS_9.includes(b);
  if (a === "z" || a === "Z") return b === "a" || b === "A" || b === "0";
  return b.charCodeAt(0) - a.charCodeAt(0) === 1 && /[A-Za-z0-9]/.test(a) && /[A-Za-z0-9]/.test(b);
}
function repeatsOneUnit(text) {
  for (let unit = 1; unit <= Math.min(text.length / 2, 32); unit++) {
    if (text.startsWith(text.slice(unit))) return true;
  }
  return false;
}

// src/detect/text/published.ts
var PUBLISHED = /* @__PURE__ */ new Set([
  // jwt.io: the payloads of the sample tokens, so that they are known under every algorithm and key.
  "3373cfa8cfd3d25622125d01af103fd4727b8d44648999185b68346ab5f4d59d",
  "25be1edd45a3a982faa1861a20949eb23625d150d1926403060937ade7f2a1de",
  "9cad21446b79d6b1604a6f3e50d15769c94a1b6ed0f3f49ebf871f7ecca7fdb8",
  // The payload of the token in PyJWT's README.
  "60c7b360c63758918173e2f9c36036da504edbae122a616a53747b4ab042e1f1",
  // Basic headers of RFC 6749 (sections 2.3.1 and 4.1.3), RFC 7617 (section 2) and the encyclopedia's article on them.
  "ca7459e2b26776de081b9a07e40227fd6cff232a1e3233ff6b6aa6d036ca9981",
  "584b27d64ebc1b3341f7fc9a9c3f1a54422e9a1ca3079fd5531d9f489219f8d0",
  "cf4d418ed3de92d71f767db5391d5a2dacd40e1ce49e75d1137e2ecf4982d844",
  "73f71af093fdf1541b2c376f03436d71d1209d8a181f87d36e53a44b87ac4c4f"
]);
function isPublished(text) {
  return PUBLISHED.has(sha256Hex(text));
}

// src/detect/text/rule.ts
var MAX_RULE_BYTES = 16 << 10;
var TOKEN_EDGES = { before: /[A-Za-z0-9_]/, after: /[A-Za-z0-9_-]/ };

// src/detect/text/rule-detector.ts
var EDGE_BYTES = 16;
function ruleDetector(rule) {
  const bytesBefore = rule.bytesBefore ?? 0;
  const contextBytes = rule.contextBytes ?? 0;
  const edges = rule.edges ?? TOKEN_EDGES;
  const lead = bytesBefore + Math.max(contextBytes, EDGE_BYTES);
  const reach = rule.maxMatchBytes + Math.max(contextBytes, 1);
  const find2 = finder(rule.pattern, bytesBefore);
  const peeksBefore = bytesBefore === 0 && rule.checksum === void 0;
  return {
    id: rule.id,
    title: rule.title,
    severity: rule.severity,
    confidence: rule.confidence,
    advice: rule.advice,
    trigger: { anchors: rule.anchors.map(toAnchor), bytesBefore: lead, reads: "text" },
    maxMatchBytes: reach,
    inspect(window, at) {
      const from = Math.max(0, at - lead);
      if (peeksBefore && goesOnBefore(latin12(window, from, at), at - from, edges)) return void 0;
      const text = latin12(window, from, Math.min(window.length, at + reach));
      const found = find2(text, at - from);
      if (found === void 0 || isNoSecret(rule, found)) return void 0;
      const { candidate } = found;
      const checksum = rule.checksum?.(candidate) ?? "none";
      if (checksum !== "valid") {
        if (goesOnBefore(text, candidate.start, edges) || edges.after?.test(text.charAt(candidate.end)))
          return void 0;
      }
      const assessment = rule.check ? rule.check(candidate) : {};
      return assessment && toMatch(rule, found, checksum, assessment, from);
    }
  };
}
function finder(pattern, bytesBefore) {
  const regex = new RegExp(pattern.source, `${pattern.flags}d${bytesBefore === 0 ? "y" : "g"}`);
  return (text, at) => {
    regex.lastIndex = Math.max(0, at - bytesBefore);
    for (let match = regex.exec(text); match !== null && match.index <= at; match = regex.exec(text)) {
      if (regex.lastIndex > at) return toFound(text, match);
      if (match[0] === "") break;
    }
    return void 0;
  };
}
function toFound(window, match) {
  const start = match.index;
  const end = start + match[0].length;
  const groups = match.groups ?? {};
  const secret = groups.secret ?? match[0];
  const [secretStart, secretEnd] = match.indices?.groups?.secret ?? [start, end];
  return {
    candidate: { window, start, end, secret, body: groups.body ?? secret, groups },
    place: { start: secretStart, end: secretEnd }
  };
}
function isNoSecret(rule, { candidate: { secret, body: body3 } }) {
  return isPlaceholder(body3) || rule.minBitsPerCharacter !== void 0 && bitsPerCharacter(body3) < rule.minBitsPerCharacter || isPublished(secret) || isPublished(body3);
}
function toMatch(rule, found, checksum, assessment, from) {
  const { window, secret, groups } = found.candidate;
  const place = assessment.place ?? found.place;
  const identity = assessment.identity ?? (assessment.place ? window.slice(place.start, place.end) : secret);
  const guessable = assessment.guessable ?? rule.guessable ?? false;
  const read = assessment.checksum ?? checksum;
  const confidence = assessment.confidence ?? (read === "invalid" ? "low" : void 0);
  return {
    offset: from + place.start,
    length: place.end - place.start,
    fingerprint: guessable ? guessableFingerprint(utf8(identity)) : tokenFingerprint(identity),
    preview: `${groups.prefix ?? ""}…`,
    facts: { provider: rule.provider, checksum: read, ...assessment.facts },
    ...assessment.title !== void 0 && { title: assessment.title },
    ...assessment.severity !== void 0 && { severity: assessment.severity },
    ...confidence !== void 0 && { confidence }
  };
}
var ENDS_BEFORE = /(?:\\[abefnrtv0]|\\x[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|%[0-9A-Fa-f]{2}|(?:\x1b|\\u001[Bb]|\\x1[Bb]|\\033|\\e)\[[0-9;]{0,9}m)$/;
function goesOnBefore(text, start, edges) {
  if (start === 0 || !edges.before?.test(text.charAt(start - 1))) return false;
  return !ENDS_BEFORE.test(text.slice(Math.max(0, start - EDGE_BYTES), start));
}
function toAnchor(anchor) {
  return typeof anchor === "string" ? textAnchor(anchor) : textAnchor(anchor.text, { ignoreCase: true });
}
function latin12(bytes, from, to) {
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString("latin1");
}
function utf8(text) {
  return Buffer.from(text, "latin1").toString("utf8");
}

// src/detect/text/rules.ts
var rules_exports = {};
__export(rules_exports, {
  actionsCheckoutRules: () => actionsCheckoutRules,
  anthropicRules: () => anthropicRules,
  awsRules: () => awsRules,
  githubRules: () => githubRules,
  gitlabRules: () => gitlabRules,
  googleRules: () => googleRules,
  huggingfaceRules: () => huggingfaceRules,
  jwtRules: () => jwtRules,
  npmRules: () => npmRules,
  openaiRules: () => openaiRules,
  pypiRules: () => pypiRules,
  sendgridRules: () => sendgridRules,
  slackRules: () => slackRules,
  stripeRules: () => stripeRules
});

// src/detect/text/base64.ts
var SHAPES = {
  standard: /^[A-Za-z0-9+/]*={0,2}$/,
  url: /^[A-Za-z0-9_-]*={0,2}$/
};
function decodeBase642(text, alphabet) {
  if (!SHAPES[alphabet].test(text)) return void 0;
  const digits = text.replace(/=+$/, "").length;
  const padded3 = text.length !== digits;
  if (digits % 4 === 1 || padded3 && text.length % 4 !== 0) return void 0;
  return Buffer.from(text, alphabet === "url" ? "base64url" : "base64");
}
function decodeBase64Text(text, alphabet) {
  const bytes = decodeBase642(text, alphabet);
  if (bytes === void 0) return void 0;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return void 0;
  }
}
function decodeBase64UrlJson(text) {
  const json = decodeBase64Text(text, "url");
  if (json === void 0) return void 0;
  try {
    const value = JSON.parse(json);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : void 0;
  } catch {
    return void 0;
  }
}

// src/detect/text/checksum.ts
import { crc32 } from "node:zlib";
var BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
function crc32Base62(text) {
  let rest = crc32(text);
  let digits = "";
  while (digits.length < 6) {
    digits = BASE62.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}
function crc32Base36(text) {
  return crc32(text).toString(36).padStart(7, "0");
}
function endsWithCrc32Base62(text) {
  return text.slice(-6) === crc32Base62(text.slice(0, -6));
}

// src/detect/text/example.ts
function prefixed(prefix, body3, more = {}) {
  return { text: prefix + body3, secret: prefix + body3, hidden: [body3], ...more };
}

// src/detect/text/jwt-claims.ts
var MAX_CHARACTERS = 200;
function textClaim(claims, name) {
  const value = Object.hasOwn(claims, name) ? claims[name] : void 0;
  return typeof value === "string" && value !== "" ? value.slice(0, MAX_CHARACTERS) : void 0;
}
function expiryFacts(claims) {
  const seconds = Object.hasOwn(claims, "exp") ? claims.exp : void 0;
  if (seconds === void 0) return { expires: "never" };
  if (typeof seconds !== "number" || !(Math.abs(seconds) <= 864e10)) return {};
  return { expires: new Date(seconds * 1e3).toISOString() };
}

// src/detect/text/random-text.ts
var DIGITS = "0123456789";
var LOWER = "abcdefghijklmnopqrstuvwxyz";
var UPPER = LOWER.toUpperCase();
var HEX = `${DIGITS}abcdef`;
var ALPHANUMERIC = DIGITS + UPPER + LOWER;
var BASE32 = `${UPPER}234567`;
var BASE64 = `${ALPHANUMERIC}+/`;
var BASE64URL = `${ALPHANUMERIC}-_`;

// src/detect/text/github.ts
var REVOKE = "Whoever holds it can revoke it: POST https://api.github.com/credentials/revoke needs no sign-in. Then look at the security log for what it did.";
var classic = {
  provider: "GitHub",
  confidence: "high",
  maxMatchBytes: 40,
  minBitsPerCharacter: 3,
  checksum: ({ body: body3 }) => endsWithCrc32Base62(body3) ? "valid" : "invalid"
};
function classicExamples(prefix, random) {
  const payload = random.text(30, ALPHANUMERIC);
  const body3 = payload + crc32Base62(payload);
  const wrong = payload + crc32Base62(`${payload}.`);
  return [
    prefixed(prefix, body3, { facts: { provider: "GitHub", checksum: "valid" } }),
    prefixed(prefix, wrong, { confidence: "low", facts: { checksum: "invalid" } })
  ];
}
function classicLookAlikes(prefix, random) {
  const body3 = random.text(36, ALPHANUMERIC);
  return [
    prefix,
    `${prefix}${body3.slice(1)}`,
    `${prefix}${body3}${random.text(4, ALPHANUMERIC)}`,
    `${prefix}${body3.slice(0, 20)} ${body3.slice(20)}`
  ];
}
var githubRules = [
  {
    ...classic,
    id: "github-personal-token",
    title: "GitHub personal access token (classic)",
    severity: "critical",
    advice: `Delete the token at https://github.com/settings/tokens. ${REVOKE}`,
    anchors: ["ghp_"],
    pattern: /(?<prefix>ghp_)(?<body>[A-Za-z0-9]{36})/,
    examples: (random) => classicExamples("ghp_", random),
    lookAlikes: (random) => classicLookAlikes("ghp_", random)
  },
  {
    ...classic,
    id: "github-oauth-token",
    title: "GitHub OAuth access token",
    severity: "critical",
    advice: `Revoke the application's access at https://github.com/settings/applications. ${REVOKE}`,
    anchors: ["gho_"],
    pattern: /(?<prefix>gho_)(?<body>[A-Za-z0-9]{36})/,
    examples: (random) => classicExamples("gho_", random),
    lookAlikes: (random) => classicLookAlikes("gho_", random)
  },
  {
    ...classic,
    id: "github-app-user-token",
    title: "GitHub App user access token",
    severity: "high",
    advice: `It lives eight hours unless the app turned expiry off. Revoke the app's access at https://github.com/settings/apps/authorizations. ${REVOKE}`,
    anchors: ["ghu_"],
    pattern: /(?<prefix>ghu_)(?<body>[A-Za-z0-9]{36})/,
    examples: (random) => classicExamples("ghu_", random),
    lookAlikes: (random) => classicLookAlikes("ghu_", random)
  },
  {
    ...classic,
    id: "github-installation-token",
    title: "GitHub App installation token, such as the GITHUB_TOKEN of a job",
    severity: "high",
    advice: "It ends with the job, or after an hour for another app: until then whoever reads the artifact has its permissions. Keep it out of the artifact; for one that still lives, DELETE https://api.github.com/installation/token with it.",
    anchors: ["ghs_"],
    pattern: /(?<prefix>ghs_)(?<body>[0-9]{1,12}_eyJ[A-Za-z0-9_-]{12,400}\.[A-Za-z0-9_-]{16,1400}\.[A-Za-z0-9_-]{20,700}|[A-Za-z0-9]{36})/,
    maxMatchBytes: 2540,
    checksum: (candidate) => isStateless(candidate.body) ? "none" : classic.checksum(candidate),
    check: ({ body: body3 }) => isStateless(body3) ? assessStateless(body3) : {},
    examples: (random) => [...classicExamples("ghs_", random), statelessExample(random)],
    lookAlikes: (random) => classicLookAlikes("ghs_", random)
  },
  {
    ...classic,
    id: "github-refresh-token",
    title: "GitHub App refresh token",
    severity: "high",
    advice: `With the app's client secret it gives new user tokens for six months. Revoke the app's access at https://github.com/settings/apps/authorizations. ${REVOKE}`,
    anchors: ["ghr_"],
    pattern: /(?<prefix>ghr_)(?<body>[A-Za-z0-9]{76}|[A-Za-z0-9]{36})/,
    maxMatchBytes: 80,
    examples: (random) => {
      const payload = random.text(70, ALPHANUMERIC);
      const body3 = payload + crc32Base62(payload);
      return [...classicExamples("ghr_", random), prefixed("ghr_", body3, { facts: { checksum: "valid" } })];
    },
    lookAlikes: (random) => classicLookAlikes("ghr_", random)
  },
  {
    id: "github-fine-grained-token",
    title: "GitHub fine-grained personal access token",
    provider: "GitHub",
    severity: "critical",
    confidence: "high",
    advice: `Delete the token at https://github.com/settings/personal-access-tokens. ${REVOKE}`,
    anchors: ["github_pat_"],
    pattern: /(?<prefix>github_pat_)(?<body>[A-Za-z0-9]{22}_[A-Za-z0-9]{59})/,
    maxMatchBytes: 93,
    minBitsPerCharacter: 3.5,
    examples: (random) => {
      const body3 = `${random.text(22, ALPHANUMERIC)}_${random.text(59, ALPHANUMERIC)}`;
      return [
        { text: `github_pat_${body3}`, secret: `github_pat_${body3}`, hidden: [body3], facts: { checksum: "none" } }
      ];
    },
    lookAlikes: (random) => [
      `github_pat_${random.text(22, ALPHANUMERIC)}`,
      `github_pat_${random.text(82, ALPHANUMERIC)}`,
      `github_pat_${random.text(22, ALPHANUMERIC)}_${random.text(58, ALPHANUMERIC)}`
    ]
  }
];
function readGithubToken(text) {
  for (const rule of githubRules) {
    const match = startsWithAnchor(rule, text) ? rule.pattern.exec(text) : null;
    if (match === null || match[0] !== text) continue;
    const groups = match.groups ?? {};
    const body3 = groups.body ?? text;
    const candidate = { window: text, start: 0, end: text.length, secret: text, body: body3, groups };
    const assessment = rule.check?.(candidate) ?? {};
    return { rule, body: body3, checksum: rule.checksum?.(candidate) ?? "none", assessment };
  }
  return void 0;
}
function startsWithAnchor(rule, text) {
  return rule.anchors.some((anchor) => typeof anchor === "string" && text.startsWith(anchor));
}
function isStateless(body3) {
  return body3.includes(".");
}
function assessStateless(body3) {
  const [header, payload] = body3.slice(body3.indexOf("_") + 1).split(".");
  const claims = decodeBase64UrlJson(payload ?? "");
  if (claims === void 0 || decodeBase64UrlJson(header ?? "") === void 0) return { confidence: "low" };
  return { facts: { appId: body3.slice(0, body3.indexOf("_")), ...expiryFacts(claims) } };
}
function statelessExample(random) {
  const part2 = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signature = random.text(342, BASE64URL);
  const appId = `1${random.text(5, DIGITS)}`;
  const claims = { iss: "github", exp: 179e7, jti: random.text(22, BASE64URL) };
  const body3 = `${appId}_${part2({ alg: "RS256", typ: "JWT" })}.${part2(claims)}.${signature}`;
  return prefixed("ghs_", body3, {
    hidden: [signature, part2(claims)],
    facts: { appId, expires: "2026-09-21T14:13:20.000Z", checksum: "none" }
  });
}

// src/detect/text/actions-checkout.ts
var USER = "eC1hY2Nlc3MtdG9rZW46";
var BASE64_EDGES = { before: /[A-Za-z0-9+/]/, after: /[A-Za-z0-9+/=]/ };
var basic = (userPass) => Buffer.from(userPass).toString("base64");
var actionsCheckoutRules = [
  {
    id: "github-checkout-header",
    title: "Git credentials that actions/checkout stored in the git configuration",
    provider: "GitHub",
    severity: "high",
    confidence: "high",
    advice: "Set `persist-credentials: false` on actions/checkout, or keep .git out of the artifact. A GITHUB_TOKEN ends with its job; a personal token in its place stays valid until it is revoked.",
    anchors: [USER],
    pattern: new RegExp(`${USER}(?<body>[A-Za-z0-9+/]{4,3600}={0,2})`),
    maxMatchBytes: 3622,
    edges: BASE64_EDGES,
    check: assessCheckout,
    examples: checkoutExamples,
    lookAlikes: (random) => [
      `AUTHORIZATION: basic ${basic("x-access-token:***")}`,
      `AUTHORIZATION: basic ${basic(`x-access-token:ghs_${"x".repeat(36)}`)}`,
      `AUTHORIZATION: basic ${basic(`x-access-token:\${GITHUB_TOKEN}`)}`,
      `AUTHORIZATION: basic ${USER}`,
      `AUTHORIZATION: basic ${basic(`x-access-token:${random.bytes(30)}`).slice(0, 41)}`
    ]
  },
  {
    id: "http-basic-header",
    title: "User name and password in an HTTP Authorization header",
    provider: "HTTP",
    severity: "high",
    confidence: "medium",
    advice: "Change the password, or revoke the token, at the server that the request went to.",
    anchors: [{ text: "authorization", ignoreCase: true }],
    pattern: /(?<prefix>authorization["']?[ \t]{0,4}[:=][ \t]{0,4}["']?basic[ \t]{1,4})(?<secret>[A-Za-z0-9+/]{8,1400}={0,2})/i,
    maxMatchBytes: 1438,
    edges: { after: /[A-Za-z0-9+/=]/ },
    guessable: true,
    check: assessBasic,
    examples: (random) => {
      const password = random.text(16, ALPHANUMERIC);
      const secret = basic(`${random.text(6, LOWER)}:${password}`);
      return [`Authorization: Basic ${secret}`, `"authorization":"basic ${secret}"`].map((text) => ({
        text,
        secret,
        hidden: [secret, password]
      }));
    },
    lookAlikes: (random) => [
      'Authorization: Basic realm="files"',
      `Authorization: Basic ${basic("Aladdin:open sesame")}`,
      `Authorization: Basic ${basic("s6BhdRkqt3:gX1fBat3bV")}`,
      `Authorization: Basic ${basic("user:")}`,
      `Authorization: Basic ${basic("user:password")}`,
      `Authorization: Basic ${basic(`user:\${PASSWORD}`)}`,
      `Authorization: Basic ${basic(random.text(24, ALPHANUMERIC))}`,
      "Authorization: Basic authentication is not supported here"
    ]
  }
];
function assessCheckout({ secret }) {
  const token2 = decodeBase64Text(secret, "standard")?.slice("x-access-token:".length);
  if (token2 === void 0) return void 0;
  const known = readGithubToken(token2);
  if (known === void 0) return assessUnknownToken(token2);
  if (isPlaceholder(known.body)) return void 0;
  return {
    ...known.assessment,
    severity: known.rule.severity,
    checksum: known.checksum,
    facts: { token: known.rule.id, ...known.assessment.facts },
    identity: token2
  };
}
function assessUnknownToken(token2) {
  if (!/^[\x21-\x7e]{20,1400}$/.test(token2) || isPlaceholder(token2) || bitsPerCharacter(token2) < 3) return void 0;
  return { confidence: "medium", identity: token2, guessable: true };
}
function assessBasic({ secret }) {
  const userPass = decodeBase64Text(secret, "standard");
  const colon = userPass?.indexOf(":") ?? -1;
  if (userPass === void 0 || colon < 0 || userPass.startsWith("x-access-token:")) return void 0;
  const password = userPass.slice(colon + 1);
  const credential = password === "x-oauth-basic" || password === "" ? userPass.slice(0, colon) : password;
  if (credential.length < 6 || /[\x00-\x1f\x7f]/.test(userPass) || isPlaceholder(credential)) return void 0;
  const known = readGithubToken(credential);
  if (known === void 0) return { identity: credential };
  if (isPlaceholder(known.body)) return void 0;
  return {
    severity: known.rule.severity,
    confidence: known.checksum === "invalid" ? "low" : "high",
    checksum: known.checksum,
    facts: { provider: "GitHub", token: known.rule.id, ...known.assessment.facts },
    identity: credential,
    guessable: false
  };
}
function checkoutExamples(random) {
  const payload = random.text(30, ALPHANUMERIC);
  const token2 = (prefix) => prefix + payload + crc32Base62(payload);
  const example2 = (text, credential, more) => {
    const secret = basic(`x-access-token:${credential}`);
    return { text: text(secret), secret, hidden: [secret.slice(USER.length), credential.slice(4)], ...more };
  };
  const config = (secret) => `[http "https://github.com/"]
	extraheader = AUTHORIZATION: basic ${secret}
`;
  return [
    example2(config, token2("ghs_"), { facts: { token: "github-installation-token", checksum: "valid" } }),
    example2((secret) => `> authorization: Basic ${secret}\r
`, token2("ghp_"), { severity: "critical" }),
    example2(config, `ghs_${payload}${crc32Base62(`${payload}.`)}`, {
      confidence: "low",
      facts: { checksum: "invalid" }
    }),
    example2(config, random.text(40, ALPHANUMERIC), { confidence: "medium", facts: { checksum: "none" } })
  ];
}

// src/detect/text/anthropic.ts
var anthropicRules = [
  {
    id: "anthropic-api-key",
    title: "Anthropic API key or OAuth token",
    provider: "Anthropic",
    severity: "high",
    confidence: "high",
    advice: "Delete the key in the Anthropic console (Settings, API keys) and look at the usage page for what it did.",
    anchors: ["sk-ant-"],
    pattern: /(?<prefix>sk-ant-(?:api|admin|oat|ort|sid)[0-9]{2}-)(?<body>[A-Za-z0-9_-]{78,128}AA)/,
    maxMatchBytes: 145,
    minBitsPerCharacter: 3.5,
    examples: (random) => ["sk-ant-api03-", "sk-ant-admin01-", "sk-ant-oat01-"].map(
      (prefix) => prefixed(prefix, `${random.text(93, BASE64URL)}AA`)
    ),
    lookAlikes: (random) => ["sk-ant-api03-your-key-goes-here", `sk-ant-api03-${random.text(30, BASE64URL)}AA`]
  }
];

// src/detect/text/aws.ts
var PAIR_BYTES = 400;
var ID = /(?<![A-Za-z0-9])A(?:KIA|SIA)[A-Z2-7]{16}(?![A-Za-z0-9])/g;
var SECRET = /(?<![A-Za-z0-9+/])(?:[A-Za-z0-9+/]|\\\/|%2[BFbf]){40}(?![A-Za-z0-9+/=])/g;
var SECRET_BYTES = 120;
var CONTEXT_BYTES = PAIR_BYTES + SECRET_BYTES;
var WIDE_CONTEXT_BYTES = PAIR_BYTES + 20 + CONTEXT_BYTES;
var SESSION_TOKEN = /(?:IQoJb3JpZ2lu|F[wQ]oGZXIvYXdz|FQoDYXdz)[A-Za-z0-9+/=%\\]{16}/;
var ID_EDGES = { before: /[A-Za-z0-9+]/, after: /[A-Za-z0-9+=_]/ };
var DEACTIVATE = "Deactivate the key in IAM (`aws iam update-access-key --status Inactive`), replace it, delete it, and look in CloudTrail for what it did.";
var awsRules = [
  {
    id: "aws-access-key",
    title: "AWS access key: id and secret",
    provider: "AWS",
    severity: "critical",
    confidence: "high",
    advice: `${DEACTIVATE} For a temporary key revoke the sessions of its role.`,
    anchors: ["AKIA", "ASIA"],
    pattern: /A(?:KIA|SIA)(?<body>[A-Z2-7]{16})/,
    maxMatchBytes: 20,
    contextBytes: CONTEXT_BYTES,
    edges: ID_EDGES,
    check: assessPair,
    examples: pairExamples,
    lookAlikes: pairLookAlikes
  },
  {
    id: "aws-access-key-id",
    title: "AWS access key id, its secret not near",
    provider: "AWS",
    severity: "low",
    confidence: "medium",
    advice: "An id is no secret. It names the key to rotate if the secret lies elsewhere in the artifact.",
    anchors: ["AKIA", "ASIA"],
    pattern: /(?<prefix>A(?:KIA|SIA))(?<body>[A-Z2-7]{16})/,
    maxMatchBytes: 20,
    contextBytes: CONTEXT_BYTES,
    edges: ID_EDGES,
    minBitsPerCharacter: 2.5,
    check: (candidate) => pairedSecret(candidate) ? void 0 : { facts: idFacts(candidate.secret) },
    examples: (random) => {
      const id = random.pick(["AKIA", "ASIA"]) + random.text(16, BASE32);
      return [{ text: `Credential=${id}/20261124/eu-west-1/s3/aws4_request`, secret: id, hidden: [] }];
    },
    lookAlikes: (random) => [
      `AKIA${random.text(15, BASE32)}`,
      `AKIA${random.text(17, BASE32)}`,
      `AKIA${random.text(15, BASE32)}0`,
      `X${"ASIA"}${random.text(16, BASE32)}`,
      `AKIAIOSFODNN7${"EXAMPLE"}`,
      `${random.text(24, BASE64)}/AKIA${random.text(16, BASE32)}${random.text(24, BASE64)}`
    ]
  },
  {
    id: "aws-secret-access-key",
    title: "AWS secret access key, its id not near",
    provider: "AWS",
    severity: "high",
    confidence: "high",
    advice: DEACTIVATE,
    anchors: ["secret_access_key", "secretaccesskey", "aws_secret", "aws.secret", "awssecret"].map(
      (text) => ({ text, ignoreCase: true })
    ),
    pattern: /(?<prefix>(?:aws[_.]?)?secret[_.-]?(?:access[_.-]?)?key)[\\"']{0,4}[ \t]{0,8}(?:=>|:=|[:=>,])[ \t]{0,8}[\\"'`]{0,4}(?<secret>(?:[A-Za-z0-9+/]|\\\/|%2[BF]){40})/i,
    maxMatchBytes: 170,
    contextBytes: WIDE_CONTEXT_BYTES,
    edges: { after: /[A-Za-z0-9+/=]/ },
    check: (candidate) => {
      const { secret } = candidate;
      if (!looksLikeSecret(plain(secret)) || nearbyPairs(candidate).some((pair) => pair.secret === secret))
        return void 0;
      return { identity: plain(secret) };
    },
    examples: (random) => {
      const secret = secretKey(random);
      return [`AWS_SECRET_ACCESS_KEY=${secret}`, `"secretAccessKey": "${secret}"`, `aws.secretKey => '${secret}'`].map(
        (text) => ({ text, secret, hidden: [secret] })
      );
    },
    lookAlikes: (random) => [
      `aws_secret_access_key=${"0123456789abcdef".repeat(3).slice(0, 40)}`,
      `aws_secret_access_key=${Buffer.from(random.bytes(20)).toString("hex")}`,
      `aws_secret_access_key=${random.text(39, BASE64)}`,
      `aws_secret_access_key=${random.text(44, BASE64)}`,
      `aws_secret_access_key=wJalrXUtnFEMI/K7MDENG/bPxRfiCY${"EXAMPLEKEY"}`,
      `aws_secret_access_key=\${AWS_SECRET_ACCESS_KEY}`
    ]
  },
  {
    id: "aws-session-token",
    title: "AWS session token, its key not near",
    provider: "AWS",
    severity: "medium",
    confidence: "high",
    advice: "It needs its temporary key beside it; look for that in the same artifact, and revoke the sessions of the role.",
    anchors: ["IQoJb3JpZ2lu", "FwoGZXIvYXdz", "FQoGZXIvYXdz", "FQoDYXdz"],
    pattern: /(?<prefix>IQoJb3JpZ2lu|F[wQ]oGZXIvYXdz|FQoDYXdz)(?<body>[A-Za-z0-9+/]{100,2400})={0,2}/,
    maxMatchBytes: 2414,
    contextBytes: WIDE_CONTEXT_BYTES,
    edges: { before: /[A-Za-z0-9+/]/, after: /[A-Za-z0-9+/=]/ },
    minBitsPerCharacter: 4,
    check: (candidate) => nearbyPairs(candidate).some(({ id }) => id.startsWith("ASIA")) ? void 0 : {},
    examples: (random) => {
      const body3 = random.text(400, BASE64);
      return ["IQoJb3JpZ2lu", "FwoGZXIvYXdz"].map((prefix) => ({
        text: `aws_session_token = ${prefix}${body3}==`,
        secret: `${prefix}${body3}==`,
        hidden: [body3]
      }));
    },
    lookAlikes: (random) => [`IQoJb3JpZ2lu${random.text(60, BASE64)}`]
  }
];
function assessPair(candidate) {
  const secret = pairedSecret(candidate);
  if (secret === void 0) return void 0;
  const temporary = candidate.secret.startsWith("ASIA");
  const hasSessionToken = temporary && SESSION_TOKEN.test(candidate.window);
  return {
    // Without its session token a temporary key signs nothing; the token may lie farther away.
    ...temporary && !hasSessionToken && { severity: "high" },
    facts: { ...idFacts(candidate.secret), accessKeyId: candidate.secret, ...temporary && { hasSessionToken } },
    place: { start: secret.start, end: secret.end },
    identity: plain(secret.text)
  };
}
function pairedSecret({ window, start, end }) {
  const near = pieces(SECRET, window, start - CONTEXT_BYTES, end + CONTEXT_BYTES).filter((piece) => piece.end <= start || piece.start >= end).map((piece) => ({ piece, gap: piece.end <= start ? start - piece.end : piece.start - end })).filter(({ piece, gap }) => gap <= PAIR_BYTES && looksLikeSecret(plain(piece.text)));
  near.sort((a, b) => a.gap - b.gap || b.piece.start - a.piece.start);
  return near[0]?.piece;
}
function nearbyPairs({ window, start, end }) {
  const ids2 = pieces(ID, window, start - PAIR_BYTES - 20, end + PAIR_BYTES + 20);
  return ids2.flatMap((id) => {
    if (isPlaceholder(id.text.slice(4)) || isPublished(id.text)) return [];
    const secret = pairedSecret({ window, ...id });
    return secret ? [{ id: id.text, secret: secret.text }] : [];
  });
}
function pieces(pattern, window, start, end) {
  const from = Math.max(0, start);
  return [...window.slice(from, end).matchAll(pattern)].map((match) => ({
    text: match[0],
    start: from + match.index,
    end: from + match.index + match[0].length
  }));
}
function plain(secret) {
  return secret.replaceAll("\\/", "/").replace(/%2[Ff]/g, "/").replace(/%2[Bb]/g, "+");
}
function looksLikeSecret(text) {
  if (!/[0-9]/.test(text) || !/[A-Z]/.test(text) || !/[a-z]/.test(text) || /[a-z]{10}/.test(text)) return false;
  return bitsPerCharacter(text) >= 4 && !isPlaceholder(text) && !isPublished(text);
}
function idFacts(id) {
  let bits = 0n;
  for (const digit of id.slice(4, 14)) bits = bits << 5n | BigInt(BASE32.indexOf(digit));
  const account = (bits >> 2n & 0x7fffffffff80n) >> 7n;
  const isNew = bits >> 49n === 1n;
  return isNew && account < 10n ** 12n ? { awsAccountId: account.toString().padStart(12, "0") } : {};
}
function accountId(random) {
  const bits = (1n << 40n | 123456789012n) << 9n;
  const digits = Array.from({ length: 10 }, (_, at) => BASE32.charAt(Number(bits >> BigInt(45 - 5 * at) & 31n)));
  return digits.slice(0, 9).join("") + random.text(7, BASE32);
}
function secretKey(random) {
  for (; ; ) {
    const text = random.text(40, BASE64);
    if (looksLikeSecret(text)) return text;
  }
}
function pairExamples(random) {
  const id = `AKIA${accountId(random)}`;
  const secret = secretKey(random);
  const temporary = `ASIA${accountId(random)}`;
  const token2 = `IQoJb3JpZ2lu${random.text(300, BASE64)}`;
  const facts = { accessKeyId: id, awsAccountId: "123456789012", checksum: "none" };
  const hidden = [secret];
  return [
    { text: `[default]
aws_access_key_id = ${id}
aws_secret_access_key = ${secret}
`, secret, hidden, facts },
    { text: `{"SecretAccessKey":"${secret}","AccessKeyId":"${id}"}`, secret, hidden, facts },
    { text: `${id},${secret}`, secret, hidden, facts },
    {
      text: `AWS_ACCESS_KEY_ID=${temporary} AWS_SECRET_ACCESS_KEY=${secret} AWS_SESSION_TOKEN=${token2}`,
      secret,
      hidden: [secret, token2.slice(12)],
      facts: { accessKeyId: temporary, hasSessionToken: true }
    },
    {
      text: `export AWS_ACCESS_KEY_ID=${temporary}
export AWS_SECRET_ACCESS_KEY=${secret}
`,
      secret,
      hidden,
      severity: "high",
      facts: { accessKeyId: temporary, hasSessionToken: false }
    }
  ];
}
function pairLookAlikes(random) {
  const id = `AKIA${random.text(16, BASE32)}`;
  return [
    `AKIAIOSFODNN7${"EXAMPLE"} wJalrXUtnFEMI/K7MDENG/bPxRfiCY${"EXAMPLEKEY"}`,
    `${id} ${Buffer.from(random.bytes(20)).toString("hex")}`,
    `${id} ${"x".repeat(40)}`,
    `${id}${" ".repeat(PAIR_BYTES + 1)}${secretKey(random)}`,
    `${id} com/amazonaws/services/S3/model/GetObject`
  ];
}

// src/detect/text/gitlab.ts
var ROUTABLE = /^(?<payload>[A-Za-z0-9_-]{27,300})\.(?:01\.)?(?<length>[0-9a-z]{2})(?<crc>[0-9a-z]{7})$/;
var ROUTES = {
  o: "organization",
  g: "group",
  p: "project",
  t: "namespace",
  u: "user"
};
var shared = { provider: "GitLab", confidence: "high", minBitsPerCharacter: 3 };
var ADVICE = "Revoke it where it was made: access tokens in the settings of the user, group or project.";
var KINDS = [
  {
    id: "gitlab-personal-token",
    title: "GitLab personal, group or project access token",
    severity: "critical",
    prefix: "glpat-"
  },
  { id: "gitlab-deploy-token", title: "GitLab deploy token", severity: "high", prefix: "gldt-" },
  {
    id: "gitlab-runner-token",
    title: "GitLab runner authentication token",
    severity: "high",
    prefix: "glrt-",
    advice: "Reset the runner: with the token, jobs and their secrets can be fetched in its name."
  },
  { id: "gitlab-feed-token", title: "GitLab feed token", severity: "medium", prefix: "glft-" },
  { id: "gitlab-scim-token", title: "GitLab SCIM token", severity: "high", prefix: "glsoat-" },
  { id: "gitlab-mail-token", title: "GitLab incoming mail token", severity: "medium", prefix: "glimt-" },
  { id: "gitlab-workspace-token", title: "GitLab workspace token", severity: "medium", prefix: "glwt-" },
  { id: "gitlab-feature-flag-token", title: "GitLab feature flag client token", severity: "medium", prefix: "glffct-" }
];
var gitlabRules = [
  ...KINDS.map(routableRule),
  fixedRule({
    id: "gitlab-trigger-token",
    title: "GitLab pipeline trigger token",
    severity: "high",
    pattern: /(?<prefix>glptt-)(?<body>[0-9a-f]{40})/,
    make: (random) => random.text(40, HEX),
    maxMatchBytes: 46
  }),
  fixedRule({
    id: "gitlab-agent-token",
    title: "GitLab agent for Kubernetes token",
    severity: "high",
    pattern: /(?<prefix>glagent-)(?<body>[A-Za-z0-9_-]{50,64})/,
    make: (random) => random.text(50, BASE64URL),
    maxMatchBytes: 72
  }),
  fixedRule({
    id: "gitlab-oauth-secret",
    title: "GitLab OAuth application secret",
    severity: "high",
    pattern: /(?<prefix>gloas-)(?<body>[0-9a-f]{64})/,
    make: (random) => random.text(64, HEX),
    maxMatchBytes: 70
  }),
  fixedRule({
    id: "gitlab-job-token",
    title: "GitLab CI job token",
    severity: "high",
    advice: "It ends with its job. Keep it out of the artifact; nothing else is to be done once the job is over.",
    pattern: /(?<prefix>glcbt-)(?<body>[0-9a-f]{1,5}_[A-Za-z0-9_-]{20}|eyJ[A-Za-z0-9_-]{12,400}\.[A-Za-z0-9_-]{16,1400}\.[A-Za-z0-9_-]{20,700})/,
    make: (random) => `64_${random.text(20, ALPHANUMERIC)}`,
    maxMatchBytes: 2520
  }),
  fixedRule({
    id: "gitlab-runner-registration-token",
    title: "GitLab runner registration token",
    severity: "high",
    advice: "Reset the registration token; with it anyone can add a runner that receives jobs and their secrets.",
    pattern: /(?<prefix>GR1348941)(?<body>[A-Za-z0-9_-]{20})/,
    make: (random) => random.text(20, BASE64URL),
    maxMatchBytes: 29
  })
];
function routableRule({ prefix, advice = ADVICE, ...info }) {
  return {
    ...shared,
    ...info,
    advice,
    anchors: [prefix],
    pattern: new RegExp(
      // The routable form of a runner's token has its type before the payload: `t1_`.
      `(?<prefix>${prefix})(?<body>(?:t[0-9]_)?[A-Za-z0-9_-]{27,300}\\.(?:01\\.)?[0-9a-z]{9}|(?:t[0-9]_)?[A-Za-z0-9_-]{20})`
    ),
    maxMatchBytes: prefix.length + 3 + 300 + 13,
    checksum: routableChecksum,
    check: ({ body: body3 }) => ({ facts: routes(body3) }),
    examples: (random) => [
      prefixed(prefix, random.text(20, ALPHANUMERIC), { facts: { checksum: "none" } }),
      routableExample(prefix, ".01.", random),
      routableExample(prefix, ".", random)
    ],
    lookAlikes: (random) => [
      `${prefix}your-access-token`,
      `${prefix}${random.text(19, ALPHANUMERIC)}`,
      `${prefix}${random.text(26, ALPHANUMERIC)}`
    ]
  };
}
function fixedRule(kind) {
  const { make, advice = ADVICE, ...info } = kind;
  const prefix = /^\(\?<prefix>([^)]+)\)/.exec(kind.pattern.source)?.[1] ?? "";
  return {
    ...shared,
    ...info,
    advice,
    anchors: [prefix],
    examples: (random) => [prefixed(prefix, make(random))],
    lookAlikes: (random) => [
      prefix,
      prefix + make(random).slice(0, 15),
      prefix + make(random) + random.text(20, BASE64URL)
    ]
  };
}
function routableChecksum({ secret, body: body3, window, start }) {
  const parts = ROUTABLE.exec(body3)?.groups;
  if (parts === void 0) return "none";
  const { crc = "", payload = "", length = "" } = parts;
  if (crc === crc32Base36(secret.slice(0, -7))) return "valid";
  const hasInstancePrefix = window.charAt(start - 1) === "-";
  return hasInstancePrefix && Number.parseInt(length, 36) === payload.length ? "none" : "invalid";
}
function routes(body3) {
  const payload = ROUTABLE.exec(body3)?.groups?.payload?.replace(/^t[0-9]_/, "");
  const bytes = payload === void 0 ? void 0 : decodeBase642(payload, "url");
  if (bytes === void 0) return {};
  const facts = {};
  for (const line of Buffer.from(bytes).toString("latin1").matchAll(/([a-z]):([0-9a-z]{1,13})\n/gy)) {
    const name = ROUTES[line[1] ?? ""];
    if (name !== void 0) facts[name] = String(Number.parseInt(line[2] ?? "", 36));
  }
  return facts;
}
function routableExample(prefix, dot, random) {
  const route = "o:1\nu:5f\n";
  const payload = Buffer.concat([Buffer.from(route), random.bytes(16), Buffer.from([route.length])]).toString(
    "base64url"
  );
  const body3 = `${payload}${dot}${payload.length.toString(36).padStart(2, "0")}`;
  return prefixed(prefix, body3 + crc32Base36(prefix + body3), {
    facts: { checksum: "valid", user: "195", organization: "1" }
  });
}

// src/detect/text/google.ts
var shared2 = { provider: "Google", confidence: "high", minBitsPerCharacter: 3.2 };
var body = (random, length) => random.text(length - 1, BASE64URL) + random.text(1, ALPHANUMERIC);
var googleRules = [
  {
    ...shared2,
    id: "google-api-key",
    title: "Google API key",
    // Web pages and apps carry such keys by design, restricted to a referrer or package.
    severity: "medium",
    advice: "See in the Google Cloud console (APIs & Services, Credentials) what the key may do and who may use it. Restrict or delete it.",
    anchors: ["AIza"],
    pattern: /(?<prefix>AIza)(?<body>[A-Za-z0-9_-]{35})/,
    maxMatchBytes: 39,
    examples: (random) => [prefixed("AIza", `Sy${body(random, 33)}`)],
    lookAlikes: (random) => [`AIza${random.text(30, ALPHANUMERIC)}`, `AIza${random.text(40, ALPHANUMERIC)}`]
  },
  {
    ...shared2,
    id: "google-oauth-client-secret",
    title: "Google OAuth client secret",
    severity: "high",
    advice: "Reset the secret of the client in the Google Cloud console (APIs & Services, Credentials).",
    anchors: ["GOCSPX-"],
    pattern: /(?<prefix>GOCSPX-)(?<body>[A-Za-z0-9_-]{28})/,
    maxMatchBytes: 35,
    examples: (random) => [prefixed("GOCSPX-", body(random, 28))],
    lookAlikes: (random) => ["GOCSPX-your-client-secret-is-here", `GOCSPX-${random.text(20, ALPHANUMERIC)}`]
  },
  {
    ...shared2,
    id: "google-refresh-token",
    title: "Google OAuth refresh token",
    severity: "high",
    advice: "Revoke it with a POST to https://oauth2.googleapis.com/revoke, or remove the application from the account.",
    anchors: ["1//0"],
    pattern: /(?<prefix>1\/\/0)(?<body>[0-9A-Za-z]C[A-Za-z0-9_-]{60,120})/,
    maxMatchBytes: 126,
    edges: { before: /[A-Za-z0-9_/:.-]/, after: /[A-Za-z0-9_-]/ },
    examples: (random) => [prefixed("1//0", `4C${body(random, 96)}`)],
    lookAlikes: (random) => [`http://10.0.0.1//0${random.text(80, ALPHANUMERIC)}`, "1//0"]
  },
  {
    ...shared2,
    id: "google-access-token",
    title: "Google OAuth access token",
    severity: "medium",
    advice: "It lives an hour. Revoke it with a POST to https://oauth2.googleapis.com/revoke.",
    anchors: ["ya29."],
    pattern: /(?<prefix>ya29\.)(?<body>[A-Za-z0-9_.-]{40,1200})/,
    maxMatchBytes: 1205,
    examples: (random) => [prefixed("ya29.", `a0${body(random, 200)}`)],
    lookAlikes: (random) => [`ya29.${random.text(20, ALPHANUMERIC)}`, "ya29.access-token"]
  }
];

// src/detect/text/huggingface.ts
var huggingfaceRules = [
  {
    id: "huggingface-token",
    title: "Hugging Face access token",
    provider: "Hugging Face",
    severity: "high",
    confidence: "high",
    advice: "Invalidate the token at https://huggingface.co/settings/tokens. If it could write, look at the commits of your models.",
    anchors: ["hf_", "api_org_"],
    pattern: /(?<prefix>hf_|api_org_)(?<body>[A-Za-z]{34})/,
    maxMatchBytes: 42,
    minBitsPerCharacter: 3.5,
    // Names in code are of letters too; random letters of both cases have both, and no long run of lower case.
    check: ({ body: body3 }) => /[a-z]/.test(body3) && /[A-Z]/.test(body3) && !/[a-z]{12}/.test(body3) ? {} : void 0,
    examples: (random) => ["hf_", "api_org_"].map((prefix) => prefixed(prefix, random.text(34, LOWER + UPPER))),
    lookAlikes: (random) => [
      `hf_${random.text(34, LOWER)}`,
      `hf_${random.text(20, LOWER + UPPER)}`,
      `shf_${random.text(34, LOWER + UPPER)}`,
      "hf_computeBackgroundtransformationmatrixes"
    ]
  }
];

// src/detect/text/jwt-issuers.ts
var READERS = [actionsRuntime, actionsOidc, kubernetes, supabase, gitlab, byHost];
function readIssuer(claims) {
  const host = issuerHost(claims);
  for (const read of READERS) {
    const issuer = read(host, claims);
    if (issuer !== void 0) return issuer;
  }
  return void 0;
}
function issuerHost(claims) {
  const issuer = textClaim(claims, "iss") ?? "";
  const host = /^https?:\/\/([^/?#]+)/.exec(issuer)?.[1] ?? issuer;
  return host.toLowerCase();
}
function factsOf(claims, names) {
  const found = Object.entries(names).map(([fact, claim]) => [fact, textClaim(claims, claim)]);
  return Object.fromEntries(found.filter((entry) => entry[1] !== void 0));
}
function actionsRuntime(host, claims) {
  const scope = textClaim(claims, "scp") ?? "";
  if (host !== "vstoken.actions.githubusercontent.com" && !/(?:^| )Actions\.[A-Z]/.test(scope)) return void 0;
  return {
    provider: "GitHub Actions",
    title: scope.includes("Actions.GenerateIdToken") ? "Token with which a GitHub Actions job asks for OIDC tokens" : "Runtime token of a GitHub Actions job (cache, artifacts)",
    severity: "high"
  };
}
function actionsOidc(host, claims) {
  const isServer = (textClaim(claims, "iss") ?? "").endsWith("/_services/token");
  if (host !== "token.actions.githubusercontent.com" && !isServer) return void 0;
  return {
    provider: "GitHub Actions",
    title: "GitHub Actions OIDC token",
    severity: "high",
    facts: factsOf(claims, { repository: "repository", ref: "ref" })
  };
}
function kubernetes(host, claims) {
  const bound = Object.hasOwn(claims, "kubernetes.io") ? claims["kubernetes.io"] : void 0;
  const isBound = typeof bound === "object" && bound !== null;
  if (host !== "kubernetes/serviceaccount" && !isBound) return void 0;
  const namespace = isBound ? factsOf(bound, { namespace: "namespace" }) : factsOf(claims, {
    namespace: "kubernetes.io/serviceaccount/namespace",
    serviceAccount: "kubernetes.io/serviceaccount/service-account.name"
  });
  return {
    provider: "Kubernetes",
    title: "Kubernetes service account token",
    severity: Object.hasOwn(claims, "exp") ? "high" : "critical",
    facts: namespace
  };
}
function supabase(host, claims) {
  if (host === "supabase-demo") return "public";
  const role = textClaim(claims, "role");
  if (host !== "supabase" || role === void 0) return void 0;
  const isService = role === "service_role";
  return {
    provider: "Supabase",
    title: isService ? "Supabase service_role key" : "Supabase key that is meant for clients",
    severity: isService ? "critical" : "low",
    facts: { role, ...factsOf(claims, { project: "ref" }) }
  };
}
function gitlab(_host, claims) {
  if (textClaim(claims, "namespace_path") === void 0 || textClaim(claims, "project_path") === void 0)
    return void 0;
  return {
    provider: "GitLab CI",
    title: "GitLab CI ID token",
    severity: "medium",
    facts: factsOf(claims, { repository: "project_path", ref: "ref" })
  };
}
var HOSTS = [
  ["sts.windows.net", "Microsoft Entra", "Microsoft Entra access token"],
  ["login.microsoftonline.com", "Microsoft Entra", "Microsoft Entra token"],
  ["accounts.google.com", "Google", "Google ID token"],
  ["securetoken.google.com", "Firebase", "Firebase user token"],
  [".amazonaws.com", "AWS", "AWS Cognito or workload token"],
  ["oidc.circleci.com", "CircleCI", "CircleCI OIDC token"],
  [".auth0.com", "Auth0", "Auth0 token"],
  [".okta.com", "Okta", "Okta token"],
  ["appleid.apple.com", "Apple", "Sign in with Apple token"],
  ["vstoken.dev.azure.com", "Azure DevOps", "Azure DevOps token"],
  ["app.terraform.io", "HCP Terraform", "HCP Terraform workload token"],
  ["agent.buildkite.com", "Buildkite", "Buildkite OIDC token"]
];
function byHost(host, claims) {
  const row = HOSTS.find(([name]) => name.startsWith(".") ? host.endsWith(name) : host === name);
  if (row === void 0) return void 0;
  return { provider: row[1], title: row[2], severity: "medium", facts: factsOf(claims, { tenant: "tid" }) };
}

// src/detect/text/jwt.ts
var SIGNATURES = {
  HS256: { exactly: 43 },
  HS384: { exactly: 64 },
  HS512: { exactly: 86 },
  RS256: { atLeast: 171 },
  RS384: { atLeast: 171 },
  RS512: { atLeast: 171 },
  PS256: { atLeast: 171 },
  PS384: { atLeast: 171 },
  PS512: { atLeast: 171 },
  ES256: { exactly: 86 },
  ES256K: { exactly: 86 },
  ES384: { exactly: 128 },
  ES512: { exactly: 176 },
  EdDSA: { exactly: 86 }
};
var jwtRules = [
  {
    id: "json-web-token",
    title: "JSON Web Token",
    provider: "unknown",
    severity: "medium",
    confidence: "high",
    advice: "Whoever holds it is its subject until it expires. Revoke the session or the key that signed it at the issuer, and keep requests with their headers out of the artifact.",
    // `{"`, and the same with a space or a line break between the two.
    anchors: ["eyJ", "eyAi", "ewog", "ewoi", "ew0K"],
    pattern: /(?<prefix>e(?:yJ|yAi|wo[gi]|w0K))(?<header>[A-Za-z0-9_-]{12,4000})\.(?<payload>[A-Za-z0-9_-]{3,11000})\.(?<body>[A-Za-z0-9_-]{20,1370})/,
    maxMatchBytes: 16376,
    minBitsPerCharacter: 3,
    check: assess,
    examples,
    lookAlikes
  }
];
function assess(candidate) {
  const { prefix = "", header: headerText = "", payload = "" } = candidate.groups;
  const header = decodeBase64UrlJson(prefix + headerText);
  const algorithm = header && textClaim(header, "alg");
  if (algorithm === void 0 || algorithm.toLowerCase() === "none") return void 0;
  const claims = decodeBase64UrlJson(payload);
  if (claims === void 0 || isPublished(payload)) return void 0;
  const issuer = readIssuer(claims);
  if (issuer === "public") return void 0;
  return {
    ...issuer && { title: issuer.title, severity: issuer.severity },
    ...!signatureFits(algorithm, candidate.body) && { confidence: "low" },
    facts: { ...issuer && { provider: issuer.provider, ...issuer.facts }, algorithm, ...claimFacts(claims) }
  };
}
function signatureFits(algorithm, signature) {
  const length = Object.hasOwn(SIGNATURES, algorithm) ? SIGNATURES[algorithm] : void 0;
  if (length === void 0) return true;
  return length.exactly === void 0 ? signature.length >= (length.atLeast ?? 0) : signature.length === length.exactly;
}
function claimFacts(claims) {
  const issuer = textClaim(claims, "iss");
  const listed = claims.aud;
  const audience = textClaim(Array.isArray(listed) ? { aud: listed[0] } : claims, "aud");
  return { ...issuer && { issuer }, ...audience && { audience }, ...expiryFacts(claims) };
}
var part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
function examples(random) {
  const make = (claims, more, header = { alg: "HS256", typ: "JWT" }, length = 43) => {
    const signature = random.text(length, BASE64URL);
    const payload = part({ jti: random.text(12, HEX), ...claims });
    const secret = `${part(header)}.${payload}.${signature}`;
    return { text: secret, secret, hidden: [signature, payload], ...more };
  };
  const rs256 = { typ: "JWT", alg: "RS256", kid: random.text(8, HEX) };
  const exp = 18e8;
  return [
    make(
      { name: "someone", exp },
      { facts: { algorithm: "HS256", provider: "unknown", expires: "2027-01-15T08:00:00.000Z" } }
    ),
    make({ admin: true }, { facts: { expires: "never", algorithm: "EdDSA" } }, { alg: "EdDSA" }, 86),
    make({ exp }, { confidence: "low", facts: { algorithm: "HS512" } }, { alg: "HS512" }, 40),
    make(
      { iss: "https://token.actions.githubusercontent.com", aud: "sts.amazonaws.com", repository: "octo/repo", exp },
      {
        severity: "high",
        facts: { provider: "GitHub Actions", repository: "octo/repo", audience: "sts.amazonaws.com" }
      },
      rs256,
      342
    ),
    make(
      { iss: "vstoken.actions.githubusercontent.com", scp: "Actions.GenericRead:00 Actions.Results:1:2", exp },
      { severity: "high", facts: { provider: "GitHub Actions", issuer: "vstoken.actions.githubusercontent.com" } },
      rs256,
      342
    ),
    make(
      { iss: "kubernetes/serviceaccount", "kubernetes.io/serviceaccount/namespace": "kube-system" },
      { severity: "critical", facts: { provider: "Kubernetes", namespace: "kube-system", expires: "never" } },
      rs256,
      342
    ),
    make(
      {
        iss: "https://kubernetes.default.svc",
        aud: ["https://kubernetes.default.svc"],
        "kubernetes.io": { namespace: "ci" },
        exp
      },
      { severity: "high", facts: { provider: "Kubernetes", namespace: "ci" } },
      rs256,
      342
    ),
    make(
      { iss: "supabase", ref: "abcdefabcdef", role: "service_role", exp },
      { severity: "critical", facts: { role: "service_role" } }
    ),
    make(
      { iss: "supabase", ref: "abcdefabcdef", role: "anon", exp },
      { severity: "low", facts: { provider: "Supabase" } }
    ),
    make(
      { iss: "https://sts.windows.net/0/", tid: "0-1-2", exp },
      { facts: { provider: "Microsoft Entra", tenant: "0-1-2" } },
      rs256,
      342
    ),
    make(
      { iss: "https://git.example.org", namespace_path: "a", project_path: "a/b", exp },
      { facts: { provider: "GitLab CI" } },
      rs256,
      342
    )
  ];
}
function lookAlikes(random) {
  const signature = random.text(43, BASE64URL);
  const header = part({ alg: "HS256", typ: "JWT" });
  const payload = part({ jti: random.text(12, HEX) });
  const sample = part({ sub: "1234567890", name: "John Doe", iat: 1516239022 });
  return [
    `${header}.${payload}`,
    `${header}.${payload}.`,
    `${part({ alg: "none" })}.${payload}.${signature}`,
    `${header}.${sample}.${signature}`,
    `${header}.${part({ some: "payload" })}.${signature}`,
    `${header}.${part({ iss: "supabase-demo", role: "service_role", exp: 1983812996 })}.${signature}`,
    `${part({ typ: "JWT" })}.${payload}.${signature}`,
    `${header}.${random.text(40, BASE64URL)}.${signature}`,
    `${random.text(20, BASE64URL)}${header}.${payload}.${signature}`,
    part({ version: 3, sources: ["a.ts"], mappings: "AAAA" })
  ];
}

// src/detect/text/npm.ts
var UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
var npmRules = [
  {
    id: "npm-access-token",
    title: "npm access token",
    provider: "npm",
    severity: "critical",
    confidence: "high",
    advice: "Revoke it on the access tokens page of the account, or with `npm token revoke`. If it could publish, compare the published versions with your releases.",
    anchors: ["npm_"],
    pattern: /(?<prefix>npm_)(?<body>[A-Za-z0-9]{36})/,
    maxMatchBytes: 40,
    minBitsPerCharacter: 3,
    checksum: ({ body: body3 }) => endsWithCrc32Base62(body3) ? "valid" : "invalid",
    examples: (random) => {
      const payload = random.text(30, ALPHANUMERIC);
      const [right, wrong] = [payload, `${payload}.`].map((text) => payload + crc32Base62(text));
      return [
        prefixed("npm_", right, { facts: { checksum: "valid" } }),
        prefixed("npm_", wrong, { confidence: "low", facts: { checksum: "invalid" } })
      ];
    },
    lookAlikes: (random) => [
      "npm_config_registry_and_some_other_setting_name",
      `npm_${random.text(35, ALPHANUMERIC)}`,
      `npm_${random.text(40, ALPHANUMERIC)}`,
      "npm_lifecycle_event=prepublishOnly"
    ]
  },
  {
    id: "npmrc-auth-token",
    title: "Registry token in an npm configuration",
    provider: "npm registry",
    severity: "high",
    confidence: "high",
    advice: "Revoke the token at the registry that the line names. Give the next one to the job as an environment variable, and let the file name the variable.",
    anchors: ["_authToken"],
    pattern: /(?<prefix>_authToken)["']?[ \t]{0,4}[:=][ \t]{0,4}["']?(?<secret>[A-Za-z0-9_.~+/=-]{20,400})/,
    maxMatchBytes: 421,
    edges: { after: /[A-Za-z0-9_.~+/=-]/ },
    minBitsPerCharacter: 2.5,
    check: assessAuthToken,
    examples: authTokenExamples,
    lookAlikes: (random) => [
      `//npm.example.org/:_authToken=\${NPM_TOKEN}`,
      "//npm.example.org/:_authToken=$NPM_TOKEN",
      "//npm.example.org/:_authToken=00000000-0000-0000-0000-000000000000",
      "//npm.example.org/:_authToken=YOUR_AUTH_TOKEN_GOES_HERE",
      "config._authToken = options.registryAuthenticationToken",
      `//npm.example.org/:_authToken=${random.text(12, ALPHANUMERIC)}`
    ]
  },
  {
    id: "npmrc-password",
    title: "Registry password in an npm configuration",
    provider: "npm registry",
    severity: "high",
    confidence: "high",
    advice: "Change the password at the registry that the line names, and use a token with an expiry date in its place.",
    anchors: ["_auth", "_password"],
    pattern: /(?<prefix>_auth|_password)["']?[ \t]{0,4}[:=][ \t]{0,4}["']?(?<secret>[A-Za-z0-9+/]{8,400}={0,2})/,
    maxMatchBytes: 422,
    edges: { before: /[A-Za-z0-9]/, after: /[A-Za-z0-9+/=_.(-]/ },
    guessable: true,
    check: assessPassword,
    examples: passwordExamples,
    lookAlikes: (random) => [
      `//npm.example.org/:_password=\${NPM_PASSWORD}`,
      `_auth=${Buffer.from("user:password").toString("base64")}`,
      `_auth=${Buffer.from(random.text(18, ALPHANUMERIC)).toString("base64")}`,
      "this._auth = connection.credentials",
      "user_password=correcthorse"
    ]
  }
];
function looksRandom(text) {
  return /[0-9]/.test(text) && /[A-Za-z]/.test(text) && bitsPerCharacter(text) >= 3;
}
var OTHER_RULES = /^(?:npm_|gh[opusr]_|github_pat_|gl[a-z]{2,5}-|eyJ)/;
function assessAuthToken({ secret }) {
  if (OTHER_RULES.test(secret) || !looksRandom(secret)) return void 0;
  if (UUID.test(secret)) return { facts: { form: "uuid" } };
  return { confidence: "medium", guessable: true };
}
function assessPassword({ secret, groups }) {
  const text = decodeBase64Text(secret, "standard");
  if (text === void 0 || /[\x00-\x1f\x7f]/.test(text)) return void 0;
  const colon = text.indexOf(":");
  if (groups.prefix === "_auth" && colon < 1) return void 0;
  const password = groups.prefix === "_auth" ? text.slice(colon + 1) : text;
  if (password.length < 6 || isPlaceholder(password)) return void 0;
  return { identity: password };
}
function authTokenExamples(random) {
  const uuid = [8, 4, 4, 4, 12].map((length) => random.text(length, HEX)).join("-");
  const opaque = `NpmToken.${uuid}`;
  return [
    { text: `//npm.example.org/:_authToken=${uuid}
`, secret: uuid, hidden: [uuid], facts: { form: "uuid" } },
    { text: `{"_authToken": "${uuid}"}`, secret: uuid, hidden: [uuid] },
    { text: `//npm.example.org/:_authToken="${opaque}"`, secret: opaque, hidden: [uuid], confidence: "medium" }
  ];
}
function passwordExamples(random) {
  const password = `${random.text(6, LOWER)}-${random.text(8, ALPHANUMERIC)}`;
  const encoded = Buffer.from(password).toString("base64");
  const both = Buffer.from(`${random.text(5, LOWER)}:${password}`).toString("base64");
  return [
    { text: `//npm.example.org/:_password=${encoded}`, secret: encoded, hidden: [encoded, password] },
    { text: `//npm.example.org/:_password="${encoded}"
`, secret: encoded, hidden: [encoded, password] },
    { text: `_auth = ${both}
`, secret: both, hidden: [both, password] }
  ];
}

// src/detect/text/openai.ts
var MARK = "T3BlbkFJ";
var openaiRules = [
  {
    id: "openai-api-key",
    title: "OpenAI API key",
    provider: "OpenAI",
    severity: "high",
    confidence: "high",
    advice: "Delete the key at https://platform.openai.com/api-keys and look at the usage page for what it did.",
    anchors: [MARK],
    pattern: new RegExp(
      `(?<prefix>sk-(?:(?:proj|svcacct|admin|None)-)?)(?<body>[A-Za-z0-9_-]{20,90}${MARK}[A-Za-z0-9_-]{20,90})`
    ),
    bytesBefore: 101,
    maxMatchBytes: 199,
    minBitsPerCharacter: 3.5,
    examples: (random) => [
      prefixed("sk-", random.text(20, ALPHANUMERIC) + MARK + random.text(20, ALPHANUMERIC)),
      prefixed("sk-proj-", body2(random, 58)),
      prefixed("sk-svcacct-", body2(random, 74))
    ],
    lookAlikes: (random) => [
      `${random.text(20, ALPHANUMERIC)}${MARK}${random.text(20, ALPHANUMERIC)}`,
      `sk-${random.text(10, ALPHANUMERIC)}${MARK}${random.text(20, ALPHANUMERIC)}`,
      `sk-${MARK}${MARK}`
    ]
  }
];
function body2(random, half) {
  return random.text(half, BASE64URL) + MARK + random.text(half - 1, BASE64URL) + random.text(1, ALPHANUMERIC);
}

// src/detect/text/pypi.ts
var pypiRules = [
  {
    id: "pypi-token",
    title: "Python package index API token",
    provider: "PyPI",
    severity: "critical",
    confidence: "high",
    advice: "Delete the token in the account settings of the index, then compare the published releases with yours. Trusted publishing needs no stored token.",
    anchors: ["pypi-AgE"],
    pattern: /(?<prefix>pypi-)(?<body>AgE[A-Za-z0-9_-]{60,1500})/,
    maxMatchBytes: 1508,
    minBitsPerCharacter: 4,
    check: assess2,
    examples: examples2,
    lookAlikes: (random) => [
      `pypi-AgE${random.text(40, BASE64URL)}`,
      // A field length that leads out of the macaroon.
      `pypi-${Buffer.from([2, 1, 200, ...random.bytes(90)]).toString("base64url")}`,
      `pypi-${Buffer.from([2, 1, 8, ...random.bytes(90)]).toString("base64url")}`
    ]
  }
];
function assess2({ body: body3 }) {
  const bytes = decodeBase642(body3, "url");
  if (bytes === void 0) return void 0;
  const [version, field, length = 0] = bytes;
  const location = Buffer.from(bytes.subarray(3, 3 + length)).toString("latin1");
  if (version !== 2 || field !== 1 || !/^[a-z0-9][a-z0-9.-]{2,100}$/.test(location)) return void 0;
  return { facts: { index: location } };
}
function examples2(random) {
  const field = (type, value) => {
    const bytes = typeof value === "string" ? Buffer.from(value) : value;
    return [type, bytes.length, ...bytes];
  };
  const id = [8, 4, 4, 4, 12].map((length) => random.text(length, HEX)).join("-");
  const macaroon = [
    2,
    ...field(1, "index.example.org"),
    ...[...field(2, id), 0],
    ...[...field(2, '{"version": 1, "permissions": "user"}'), 0, 0],
    ...field(6, random.bytes(32))
  ];
  const body3 = Buffer.from(macaroon).toString("base64url");
  return [prefixed("pypi-", body3, { facts: { index: "index.example.org", checksum: "none" } })];
}

// src/detect/text/sendgrid.ts
var sendgridRules = [
  {
    id: "sendgrid-api-key",
    title: "SendGrid API key",
    provider: "SendGrid",
    severity: "high",
    confidence: "high",
    advice: "Delete the key in the SendGrid settings (API keys); with it anyone sends mail in your name.",
    anchors: ["SG."],
    pattern: /(?<prefix>SG\.)(?<body>[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43})/,
    maxMatchBytes: 69,
    minBitsPerCharacter: 3.5,
    examples: (random) => [
      prefixed("SG.", `${random.text(22, BASE64URL)}.${random.text(42, BASE64URL)}${random.text(1, ALPHANUMERIC)}`)
    ],
    lookAlikes: (random) => [
      "SG.your-key-id.your-secret",
      `SG.${random.text(22, BASE64URL)}.${random.text(20, BASE64URL)}`,
      `MSG.${random.text(22, BASE64URL)}.${random.text(43, BASE64URL)}`
    ]
  }
];

// src/detect/text/slack.ts
var REVOKE2 = `Revoke it on the app's "OAuth & Permissions" page, or call auth.revoke with it.`;
var shared3 = { provider: "Slack", severity: "high", confidence: "high", minBitsPerCharacter: 2.5 };
var ids = (random, count) => Array.from({ length: count }, () => `9${random.text(11, DIGITS)}`);
var example = (text, body3) => ({ text, secret: text, hidden: [body3] });
function token(random, prefix, count, body3) {
  return example([prefix, ...ids(random, count), body3].join("-"), body3);
}
var slackRules = [
  {
    ...shared3,
    id: "slack-bot-token",
    title: "Slack bot token",
    advice: REVOKE2,
    anchors: ["xoxb-"],
    pattern: /(?<prefix>xoxb-)[0-9]{8,14}-(?:[0-9]{8,14}-)?(?<body>[A-Za-z0-9]{18,34})/,
    maxMatchBytes: 69,
    minBitsPerCharacter: 3,
    examples: (random) => [
      token(random, "xoxb", 2, random.text(24, ALPHANUMERIC)),
      token(random, "xoxb", 1, random.text(24, ALPHANUMERIC))
    ],
    lookAlikes: (random) => [
      "xoxb-your-bot-token-goes-here",
      `xoxb-${random.text(12, DIGITS)}-${random.text(12, DIGITS)}`,
      `xoxb-${random.text(12, DIGITS)}-${random.text(12, DIGITS)}-${random.text(8, ALPHANUMERIC)}`
    ]
  },
  {
    ...shared3,
    id: "slack-user-token",
    title: "Slack user or legacy token",
    advice: REVOKE2,
    anchors: ["xoxp-", "xoxa-", "xoxr-", "xoxo-", "xoxs-"],
    pattern: /(?<prefix>xox[aoprs]-)(?:2-)?[0-9]{8,14}-[0-9]{8,14}-(?:[0-9]{8,14}-)?(?<body>[0-9a-f]{32,64})/,
    maxMatchBytes: 116,
    examples: (random) => [
      token(random, "xoxp", 3, random.text(32, HEX)),
      token(random, "xoxp", 2, random.text(64, HEX)),
      token(random, "xoxa-2", 3, random.text(32, HEX)),
      token(random, "xoxr", 3, random.text(32, HEX))
    ],
    lookAlikes: (random) => ["xoxp-your-user-token", `xoxp-${ids(random, 3).join("-")}-${random.text(8, HEX)}`]
  },
  {
    ...shared3,
    id: "slack-rotated-token",
    title: "Slack rotated access token, refresh token or app configuration token",
    advice: REVOKE2,
    anchors: ["xoxe"],
    pattern: /(?<prefix>xoxe(?:\.xox[bp])?-)[0-9]-(?<body>[A-Za-z0-9+/]{100,300})={0,2}/,
    maxMatchBytes: 314,
    edges: { before: /[A-Za-z0-9_]/, after: /[A-Za-z0-9+/=_-]/ },
    minBitsPerCharacter: 3.5,
    examples: (random) => {
      const body3 = Buffer.from(`2-2-${ids(random, 4).join("-")}-${random.text(64, HEX)}`).toString("base64url");
      return ["xoxe-1-", "xoxe.xoxp-1-", "xoxe.xoxb-1-"].map((prefix) => prefixed(prefix, body3));
    },
    lookAlikes: (random) => [`xoxe-1-${random.text(20, ALPHANUMERIC)}`, "xoxe.xoxp-1-your-token"]
  },
  {
    ...shared3,
    id: "slack-app-token",
    title: "Slack app-level token",
    advice: REVOKE2,
    anchors: ["xapp-"],
    pattern: /(?<prefix>xapp-)[0-9]-A[A-Z0-9]{8,14}-[0-9]{8,16}-(?<body>[0-9a-f]{64})/,
    maxMatchBytes: 104,
    minBitsPerCharacter: 3,
    examples: (random) => {
      const body3 = random.text(64, HEX);
      return [example(`xapp-1-A${random.text(10, UPPER)}-${random.text(13, DIGITS)}-${body3}`, body3)];
    },
    lookAlikes: (random) => [`xapp-1-A${random.text(10, UPPER)}-${random.text(13, DIGITS)}-${random.text(32, HEX)}`]
  },
  {
    ...shared3,
    id: "slack-session-token",
    title: "Slack session of a browser",
    advice: "Sign the user out of all sessions in the account settings.",
    anchors: ["xoxc-", "xoxd-"],
    pattern: /(?<prefix>xox[cd]-)(?<body>[0-9]{8,14}-[0-9]{8,14}-[0-9]{8,14}-[0-9a-f]{64}|(?:[A-Za-z0-9+/]|%2[BFbf]){100,400}(?:=|%3[Dd]){0,2})/,
    maxMatchBytes: 1211,
    edges: { before: /[A-Za-z0-9_]/, after: /[A-Za-z0-9+/=_-]/ },
    examples: (random) => {
      const [body3, cookie] = [random.text(64, HEX), `${random.text(120, ALPHANUMERIC)}%3D`];
      return [token(random, "xoxc", 3, body3), prefixed("xoxd-", cookie)];
    },
    lookAlikes: (random) => [`xoxc-${ids(random, 3).join("-")}`, "xoxd-cookie"]
  },
  {
    ...shared3,
    id: "slack-webhook",
    title: "Slack webhook URL",
    severity: "medium",
    advice: "Whoever has the URL can post to the channel. Remove the webhook in the settings of the app and create another.",
    anchors: ["hooks.slack.com/"],
    pattern: /(?<prefix>hooks\.slack\.com\/)(?:services\/T[A-Za-z0-9]{8,12}\/B[A-Za-z0-9]{8,12}|workflows\/[TE][A-Za-z0-9]{7,12}\/A[A-Za-z0-9]{8,12}\/[0-9]{15,20}|triggers\/[TE][A-Za-z0-9]{7,12}\/[0-9]{10,16})\/(?<body>[A-Za-z0-9]{16,34})/,
    maxMatchBytes: 110,
    edges: { after: /[A-Za-z0-9]/ },
    minBitsPerCharacter: 3,
    examples: (random) => {
      const id = (letter) => letter + random.text(9, UPPER);
      const make = (path, body3) => example(`hooks.slack.com/${path}/${body3}`, body3);
      return [
        make(`services/${id("T")}/${id("B")}`, random.text(24, ALPHANUMERIC)),
        make(`workflows/${id("T")}/${id("A")}/${random.text(18, DIGITS)}`, random.text(24, ALPHANUMERIC)),
        make(`triggers/${id("E")}/${random.text(13, DIGITS)}`, random.text(32, HEX))
      ];
    },
    lookAlikes: (random) => [
      "hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX",
      `hooks.slack.com/services/T${random.text(9, UPPER)}/B${random.text(9, UPPER)}`
    ]
  }
];

// src/detect/text/stripe.ts
var shared4 = { provider: "Stripe", confidence: "high", maxMatchBytes: 255, minBitsPerCharacter: 3.2 };
var ROLL = "Roll the key in the Stripe dashboard (Developers, API keys) and look at the request log for what it did.";
var stripeRules = [
  {
    ...shared4,
    id: "stripe-live-key",
    title: "Stripe secret or restricted key (live mode)",
    severity: "critical",
    advice: ROLL,
    anchors: ["sk_live_", "rk_live_"],
    pattern: /(?<prefix>[rs]k_live_)(?<body>[A-Za-z0-9]{24,247})/,
    examples: (random) => [
      prefixed("sk_live_", random.text(24, ALPHANUMERIC)),
      prefixed("rk_live_", random.text(99, ALPHANUMERIC))
    ],
    lookAlikes: (random) => [`pk_live_${random.text(24, ALPHANUMERIC)}`, `sk_live_${random.text(15, ALPHANUMERIC)}`]
  },
  {
    ...shared4,
    id: "stripe-test-key",
    title: "Stripe secret or restricted key (test mode)",
    severity: "low",
    advice: `It moves no money. ${ROLL}`,
    anchors: ["sk_test_", "rk_test_"],
    pattern: /(?<prefix>[rs]k_test_)(?<body>[A-Za-z0-9]{24,247})/,
    examples: (random) => [
      prefixed("sk_test_", random.text(24, ALPHANUMERIC)),
      prefixed("rk_test_", random.text(99, ALPHANUMERIC))
    ],
    lookAlikes: (random) => [`pk_test_${random.text(24, ALPHANUMERIC)}`, `sk_test_${random.text(15, ALPHANUMERIC)}`]
  },
  {
    ...shared4,
    id: "stripe-webhook-secret",
    title: "Signing secret of a webhook (Stripe, Svix)",
    severity: "medium",
    advice: "Roll the secret of the endpoint; with it anyone can send events that pass for genuine.",
    anchors: ["whsec_"],
    pattern: /(?<prefix>whsec_)(?<body>[A-Za-z0-9+/]{32,64}={0,2})/,
    maxMatchBytes: 72,
    edges: { before: /[A-Za-z0-9_]/, after: /[A-Za-z0-9+/=_]/ },
    examples: (random) => [
      prefixed("whsec_", random.text(32, ALPHANUMERIC)),
      prefixed("whsec_", Buffer.from(random.bytes(32)).toString("base64"))
    ],
    lookAlikes: (random) => [`whsec_${random.text(20, ALPHANUMERIC)}`, "whsec_test_secret"]
  }
];

// src/detect/catalog.ts
var rules = Object.values(rules_exports).flat();
var detectors = [
  pemPrivateKey,
  derPrivateKey,
  opensshPrivateKey,
  jwkPrivateKey,
  ...rules.map(ruleDetector)
];

// src/model/errors.ts
var KeysieveError = class extends Error {
  constructor(message) {
    super(message);
    this.name = new.target.name;
  }
};
var UsageError = class extends KeysieveError {
};
var FormatError = class extends KeysieveError {
  code;
  constructor(message, code = "damaged") {
    super(message);
    this.code = code;
  }
};
var BudgetError = class extends KeysieveError {
  code;
  constructor(message, code = "budget") {
    super(message);
    this.code = code;
  }
};
var AccessError = class extends KeysieveError {
  code = "unreadable";
};

// src/kernel/assembly/layout.ts
var PAIRS = 262144;

// src/kernel/background.ts
var RAREST = 2 ** -19;
var RAREST_TRIPLE = 2 ** -19;

// src/kernel/windows.ts
var likely = new Float64Array(32);
var ones = new Float64Array(32);
var pairs = new Float64Array(32);
var triples = new Float64Array(32);
var pairsInEitherCase = new Float64Array(32);

// src/kernel/web-assembly.ts
var webAssembly = globalThis.WebAssembly;

// src/kernel/plan.ts
var MAX_ANCHOR_BYTES = 32;
var REST_BYTES = MAX_ANCHOR_BYTES - 8;

// src/engine/chain.ts
function buildChain(detectors2) {
  const anchors = [];
  const routes2 = [];
  const known = /* @__PURE__ */ new Map();
  const add = (anchor, route) => {
    const key = `${anchor.ignoreCase} ${Buffer.from(anchor.bytes).toString("latin1")}`;
    let list2 = known.get(key);
    if (list2 === void 0) {
      list2 = [];
      known.set(key, list2);
      anchors.push(anchor);
      routes2.push(list2);
    }
    list2.push(route);
  };
  let bytesBefore = 0;
  let bytesAfter = 0;
  for (const [index, detector] of detectors2.entries()) {
    const { trigger, maxMatchBytes } = detector;
    for (const anchor of trigger.anchors) {
      add(anchor, { detector: index, encoding: "plain" });
      if (trigger.reads === "text") add(utf16Twin(anchor), { detector: index, encoding: "utf16" });
    }
    const unit = trigger.reads === "text" ? 2 : 1;
    bytesBefore = Math.max(bytesBefore, trigger.bytesBefore * unit + 1);
    bytesAfter = Math.max(bytesAfter, maxMatchBytes * unit);
  }
  return { detectors: detectors2, routes: routes2, anchors, bytesBefore, bytesAfter };
}
function utf16Twin(anchor) {
  const characters = Math.min(anchor.bytes.length, 16);
  const bytes = new Uint8Array(2 * characters - 1);
  for (let i = 0; i < characters; i++) bytes[2 * i] = anchor.bytes[i];
  return { bytes, ignoreCase: anchor.ignoreCase };
}

// src/engine/examiner.ts
import { createHash as createHash3 } from "node:crypto";

// src/bytes/budget.ts
var Budget = class {
  limits;
  #entries = 0;
  #bytes = 0;
  #deadlineMs;
  #now;
  constructor(limits, now = () => performance.now()) {
    this.limits = limits;
    this.#now = now;
    this.#deadlineMs = now() + limits.maxSeconds * 1e3;
  }
  get entries() {
    return this.#entries;
  }
  /** Bytes that came out of containers so far. */
  get bytes() {
    return this.#bytes;
  }
  /** True when nothing more may be taken from this artifact: a limit of the whole, not of one entry, was passed. */
  get isSpent() {
    const { maxEntries, maxTotalBytes } = this.limits;
    return this.#entries > maxEntries || this.#bytes > maxTotalBytes || this.#now() > this.#deadlineMs;
  }
  /** Call before opening a container at `depth` (1 = the artifact itself is the container). */
  enter(depth) {
    if (depth > this.limits.maxDepth) throw overBudget("containers in containers", this.limits.maxDepth, "max-depth");
  }
  /** Call once an entry. */
  takeEntry() {
    if (++this.#entries > this.limits.maxEntries) throw overBudget("entries", this.limits.maxEntries, "max-entries");
    this.checkTime();
  }
  /** Call once a chunk. @param entryBytes bytes of this entry so far, the chunk included */
  takeBytes(chunkBytes, entryBytes) {
    this.#bytes += chunkBytes;
    if (entryBytes > this.limits.maxEntryBytes)
      throw overBudget("bytes in one entry", this.limits.maxEntryBytes, "max-entry-bytes");
    if (this.#bytes > this.limits.maxTotalBytes)
      throw overBudget("unpacked bytes", this.limits.maxTotalBytes, "max-total-bytes");
    this.checkTime();
  }
  checkTime() {
    if (this.#now() > this.#deadlineMs) {
      const { maxSeconds } = this.limits;
      throw new BudgetError(`not finished after ${maxSeconds} s; raise max-seconds to scan the rest`, "timeout");
    }
  }
};
function overBudget(what, limit, option) {
  return new BudgetError(`more than ${limit} ${what}; raise ${option} to scan the rest`);
}

// src/bytes/byte-source.ts
async function* streamOf(source, offset = 0, end = source.size, chunkBytes = 1 << 20) {
  for (let at = offset; at < end; at += chunkBytes) yield source.read(at, Math.min(chunkBytes, end - at));
}

// src/bytes/file-source.ts
import { closeSync, fstatSync, openSync, readSync } from "node:fs";

// src/bytes/memory-source.ts
var MemorySource = class {
  size;
  #bytes;
  constructor(bytes) {
    this.#bytes = bytes;
    this.size = bytes.length;
  }
  read(offset, length) {
    assertInside(offset, length, this.size);
    return this.#bytes.subarray(offset, offset + length);
  }
  readInto(target, offset) {
    target.set(this.read(offset, target.length));
  }
};
function assertInside(offset, length, size) {
  if (offset >= 0 && length >= 0 && offset + length <= size) return;
  throw new FormatError(`expected ${length} bytes at offset ${offset}, but the data ends at ${size}`);
}

// src/bytes/file-source.ts
var FileSource = class _FileSource {
  size;
  #descriptor;
  /** Takes over an open descriptor. */
  constructor(descriptor) {
    this.#descriptor = descriptor;
    this.size = fstatSync(descriptor).size;
  }
  /** @throws AccessError with the system's reason */
  static open(path) {
    try {
      return new _FileSource(openSync(path, "r"));
    } catch (error) {
      throw new AccessError(`cannot open the file: ${systemReason(error)}`);
    }
  }
  read(offset, length) {
    assertInside(offset, length, this.size);
    const target = Buffer.allocUnsafeSlow(length);
    this.readInto(target, offset);
    return target;
  }
  readInto(target, offset) {
    assertInside(offset, target.length, this.size);
    for (let done = 0; done < target.length; ) {
      const count = this.#readSome(target, done, offset + done);
      if (count === 0) throw new FormatError(`the file became shorter while it was read: it ends at ${offset + done}`);
      done += count;
    }
  }
  close() {
    closeSync(this.#descriptor);
  }
  #readSome(target, done, position) {
    try {
      return readSync(this.#descriptor, target, done, target.length - done, position);
    } catch (error) {
      throw new AccessError(`cannot read the file at offset ${position}: ${systemReason(error)}`);
    }
  }
};
function systemReason(error) {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}

// src/model/memory.ts
var NO_MEMORY = { peek: () => void 0 };

// src/unpack/gzip.ts
import { crc32 as crc322 } from "node:zlib";

// src/unpack/chunk-reader.ts
var NOTHING = new Uint8Array(0);
var ChunkReader = class {
  #iterator;
  #chunk = NOTHING;
  #offset = 0;
  #position = 0;
  #ended = false;
  #failure;
  constructor(chunks) {
    this.#iterator = chunks[Symbol.asyncIterator]();
  }
  /** Bytes taken so far. */
  get position() {
    return this.#position;
  }
  /** What is at hand without waiting; possibly nothing. */
  get front() {
    return this.#chunk.subarray(this.#offset);
  }
  /** The next `length` bytes (bounded by the caller), fewer only at the end; they stay to be read. */
  async peek(length) {
    if (this.#chunk.length - this.#offset < length) await this.#gather(length);
    return this.#chunk.subarray(this.#offset, this.#offset + length);
  }
  async take(length) {
    const bytes = await this.peek(length);
    this.#advance(bytes.length);
    return bytes;
  }
  /** The next 1 to `maxBytes` bytes, in whatever pieces they come; undefined at the end. */
  async some(maxBytes) {
    while (this.#offset === this.#chunk.length) {
      const chunk = await this.#pull();
      if (chunk === void 0) return void 0;
      this.#chunk = chunk;
      this.#offset = 0;
    }
    const bytes = this.#chunk.subarray(this.#offset, this.#offset + maxBytes);
    this.#advance(bytes.length);
    return bytes;
  }
  /** Puts back the last `length` bytes of what the latest `some` or `take` gave. */
  unread(length) {
    this.#advance(-length);
  }
  /** All that is left, in chunks. */
  async *rest() {
    for (; ; ) {
      const chunk = await this.some(Number.POSITIVE_INFINITY);
      if (chunk === void 0) break;
      yield chunk;
    }
    this.throwIfFailed();
  }
  /** The error to throw when the bytes ended too early: the one that ended them, or else a FormatError. */
  endError(message) {
    return this.#failure ?? new FormatError(message);
  }
  get failed() {
    return this.#failure !== void 0;
  }
  throwIfFailed() {
    if (this.#failure !== void 0) throw this.#failure;
  }
  async close() {
    if (this.#ended) return;
    this.#ended = true;
    await this.#iterator.return?.();
  }
  #advance(length) {
    this.#offset += length;
    this.#position += length;
  }
  async #gather(length) {
    const parts = [this.front];
    let total = this.front.length;
    while (total < length) {
      const chunk = await this.#pull();
      if (chunk === void 0) break;
      parts.push(chunk);
      total += chunk.length;
    }
    if (parts.length === 1) return;
    this.#chunk = parts[0].length === 0 && parts.length === 2 ? parts[1] : Buffer.concat(parts, total);
    this.#offset = 0;
  }
  async #pull() {
    if (this.#ended) return void 0;
    try {
      const step = await this.#iterator.next();
      if (!step.done) return step.value;
    } catch (error) {
      if (!(error instanceof KeysieveError)) throw error;
      this.#failure = error;
    }
    this.#ended = true;
    return void 0;
  }
};

// src/unpack/remainder.ts
var REMAINDER = {
  before: "[before the archive]",
  between: "[between entries]",
  behind: "[behind the archive]",
  /** Entry headers, with all that can hide in them: extra fields, link targets, owner names, comments, padding. */
  headers: "[headers]",
  directory: "[central directory]"
};
function remainder(kind, open) {
  return { name: REMAINDER[kind], open, isRemainder: true };
}
function isPadding2(source, start, end) {
  return end - start <= MAX_PADDING_BYTES && isZero(source.read(start, end - start));
}
var MAX_PADDING_BYTES = 64 << 10;
function isZero(bytes) {
  return Buffer.compare(bytes, ZEROS.subarray(0, bytes.length)) === 0;
}
var ZEROS = new Uint8Array(MAX_PADDING_BYTES);

// src/unpack/header-pieces.ts
var HEADER_BATCH_BYTES = 1 << 20;
var HeaderPieces = class {
  #bytes = Buffer.alloc(0);
  #size = 0;
  /** Bytes held. */
  get size() {
    return this.#size;
  }
  /** Copies `piece`. An empty one is passed over. */
  add(piece) {
    if (piece.length === 0) return;
    const end = this.#size + 1 + piece.length;
    if (end > this.#bytes.length) {
      const larger = Buffer.alloc(Math.max(1024, 2 * end));
      larger.set(this.#bytes.subarray(0, this.#size));
      this.#bytes = larger;
    }
    this.#bytes[this.#size] = 10;
    this.#bytes.set(piece, this.#size + 1);
    this.#size = end;
  }
  /** All that is held, as an entry, or nothing; then nothing is held any more. */
  *take() {
    if (this.#size === 0) return;
    const bytes = this.#bytes.subarray(0, this.#size);
    this.#bytes = Buffer.alloc(0);
    this.#size = 0;
    yield remainder("headers", async function* () {
      yield bytes;
    });
  }
};

// src/unpack/inflate.ts
import { constants, createInflateRaw, inflateRawSync } from "node:zlib";
var OUTPUT_BYTES = 1 << 20;
var INPUT_BYTES = 64 << 10;
var KEPT_BYTES = 1 << 20;
var MAX_SALVAGED_BYTES = 64 << 20;
var QUICK_OUTPUT_BYTES = 256 << 10;
function inflateWhole(input, maxOutputBytes, expectedBytes) {
  return inflateSync(input, maxOutputBytes, expectedBytes, constants.Z_FINISH);
}
async function* inflateNext(reader) {
  await reader.peek(1);
  const { front } = reader;
  const quick = inflateWhole(front, QUICK_OUTPUT_BYTES, Math.min(front.length * 4, QUICK_OUTPUT_BYTES / 4));
  if (quick === "unfinished") return yield* inflateStream(reader);
  const { output, consumed } = quick === "damaged" ? salvage(front) : quick;
  await reader.take(consumed);
  yield output;
  if (quick === "damaged") throw damagedAt(consumed);
}
function damagedAt(offset) {
  return new FormatError(`the deflate stream is damaged at or before its byte ${offset}`);
}
async function* inflateStream(reader) {
  const start = reader.position;
  const pump = new InflatePump();
  let kept = [];
  let outputBytes = 0;
  try {
    for (; ; ) {
      const piece = await reader.some(INPUT_BYTES);
      if (piece === void 0) {
        if (await pump.hasEnded()) return;
        throw reader.endError(`the deflate stream is cut off after ${reader.position - start} bytes`);
      }
      if (reader.position - start <= KEPT_BYTES) kept?.push(piece);
      else kept = void 0;
      for await (const output2 of pump.write(piece)) {
        outputBytes += output2.length;
        yield output2;
      }
      if (pump.failed) break;
      if (pump.unusedBytes > 0) return reader.unread(pump.unusedBytes);
    }
    const { output, consumed } = salvage(Buffer.concat(kept ?? []));
    if (kept !== void 0) reader.unread(Math.min(kept.at(-1).length, reader.position - start - consumed));
    if (output.length > outputBytes) yield output.subarray(outputBytes);
    throw damagedAt(reader.position - start);
  } finally {
    pump.close();
  }
}
function salvage(input) {
  let good = { output: new Uint8Array(0), consumed: 0 };
  let goodBytes = 0;
  let badBytes = input.length;
  for (let step = 1; badBytes - goodBytes > 1; ) {
    const tryBytes = Math.min(goodBytes + step, goodBytes + badBytes >>> 1);
    const prefix = inflateSync(input.subarray(0, tryBytes), MAX_SALVAGED_BYTES, tryBytes * 4, constants.Z_SYNC_FLUSH);
    if (typeof prefix === "string") badBytes = tryBytes;
    else {
      good = prefix;
      goodBytes = tryBytes;
      step *= 2;
    }
  }
  return good;
}
function inflateSync(input, maxOutputLength, expectedBytes, finishFlush) {
  const chunkSize = Math.max(constants.Z_MIN_CHUNK, Math.min(expectedBytes + 1, maxOutputLength, OUTPUT_BYTES));
  try {
    const options3 = { info: true, maxOutputLength, chunkSize, finishFlush };
    const result = inflateRawSync(input, options3);
    return { output: result.buffer, consumed: result.engine.bytesWritten };
  } catch (error) {
    return verdictOf(error);
  }
}
function verdictOf(error) {
  const verdict = error instanceof Error && "code" in error ? INFLATE_ERRORS.get(String(error.code)) : void 0;
  if (verdict === void 0) throw error;
  return verdict;
}
var INFLATE_ERRORS = /* @__PURE__ */ new Map([
  ["Z_DATA_ERROR", "damaged"],
  ["Z_NEED_DICT", "damaged"],
  ["Z_BUF_ERROR", "unfinished"],
  ["ERR_BUFFER_TOO_LARGE", "unfinished"]
]);
var InflatePump = class {
  #inflater = createInflateRaw({ chunkSize: OUTPUT_BYTES });
  #fedBytes = 0;
  #writing = false;
  #failure;
  #wake = () => {
  };
  constructor() {
    this.#inflater.on("readable", () => this.#wake());
    this.#inflater.on("error", (error) => {
      this.#failure = error;
      this.#wake();
    });
  }
  get failed() {
    return this.#failure !== void 0;
  }
  /** Bytes of the last piece that lie behind the end of the deflate stream. */
  get unusedBytes() {
    return this.#fedBytes - this.#inflater.bytesWritten;
  }
  /** Gives one piece and yields all that comes out of it. */
  async *write(piece) {
    this.#fedBytes += piece.length;
    this.#writing = true;
    this.#inflater.write(piece, () => {
      this.#writing = false;
      this.#wake();
    });
    while (!this.failed) {
      const output = this.#inflater.read();
      if (output !== null) yield output;
      else if (!this.#writing) return;
      else
        await new Promise((resolve) => {
          this.#wake = resolve;
        });
    }
    verdictOf(this.#failure);
  }
  /** Whether the stream has ended with the last byte given: then, and only then, it leaves a further byte alone. */
  async hasEnded() {
    for await (const _ of this.write(Uint8Array.of(0))) ;
    return !this.failed && this.unusedBytes === 1;
  }
  close() {
    this.#inflater.destroy();
  }
};

// src/unpack/text.ts
import { isUtf8 } from "node:buffer";
function decodeUtf8OrLatin1(bytes) {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString(isUtf8(bytes) ? "utf8" : "latin1");
}

// src/unpack/gzip.ts
var gzip = {
  id: "gzip",
  title: "gzip",
  headBytes: 10,
  reads: "stream",
  sniff: isMember,
  entries
};
var HEADER_BYTES = 10;
var TRAILER_BYTES = 8;
var FLAG = { headerCrc: 2, extra: 4, name: 8, comment: 16, reserved: 224 };
var MAX_TEXT_BYTES = 1 << 20;
var MAX_FIELD_BYTES = 4 << 20;
function isMember(head) {
  if (head.length < HEADER_BYTES) return false;
  return head[0] === 31 && head[1] === 139 && head[2] === 8 && (head[3] & FLAG.reserved) === 0;
}
async function* entries(chunks) {
  const reader = new ChunkReader(chunks);
  const members = new Members(reader);
  try {
    const name = await members.readHeader();
    yield { name: name === "" ? "data" : name, open: () => members.inflate() };
    if (members.wrongSums > 0) yield { name: name === "" ? "data" : name, trouble: wrongSum(members) };
    yield* members.fields.take();
    if (members.finished && (await reader.peek(1)).length > 0) yield remainder("behind", () => reader.rest());
  } finally {
    await reader.close();
  }
}
function wrongSum({ count, wrongSums }) {
  const message = `the CRC-32 or the size of ${wrongSums} of ${count} gzip members does not fit the data, which is scanned as it is`;
  return { code: "damaged", message };
}
var Members = class {
  /** Raw optional header fields of all members: they can hold anything. */
  fields = new HeaderPieces();
  count = 0;
  wrongSums = 0;
  /** All members are read, and the reader stands on what lies behind them. */
  finished = false;
  #reader;
  constructor(reader) {
    this.#reader = reader;
  }
  /** @returns FNAME, or '' */
  async readHeader() {
    const head = await this.#reader.take(HEADER_BYTES);
    if (!isMember(head)) throw this.#reader.endError("expected a gzip header");
    const flags = head[3];
    this.count++;
    let name = "";
    if (flags & FLAG.extra) await this.#readExtra();
    if (flags & FLAG.name) name = decodeUtf8OrLatin1(await this.#readText("file name"));
    if (flags & FLAG.comment) await this.#readText("comment");
    if (flags & FLAG.headerCrc) await this.#reader.take(2);
    return name;
  }
  /** The data of this member and all that follow. */
  async *inflate() {
    do {
      let sum = 0;
      let size = 0;
      for await (const chunk of inflateNext(this.#reader)) {
        sum = crc322(chunk, sum);
        size += chunk.length;
        yield chunk;
      }
      await this.#checkTrailer(sum, size);
    } while (await this.#nextMember());
    this.finished = true;
    this.#reader.throwIfFailed();
  }
  /*  0  4  CRC32 of the data
   *  4  4  ISIZE: size of the data modulo 2^32   */
  async #checkTrailer(sum, size) {
    const trailer = Buffer.from(await this.#reader.take(TRAILER_BYTES));
    if (trailer.length < TRAILER_BYTES) throw this.#reader.endError("the gzip member is cut off in its last 8 bytes");
    if (trailer.readUInt32LE(0) !== sum || trailer.readUInt32LE(4) !== size % 2 ** 32) this.wrongSums++;
  }
  async #nextMember() {
    await this.#skipZeros();
    if (!isMember(await this.#reader.peek(HEADER_BYTES))) return false;
    await this.readHeader();
    return true;
  }
  async #skipZeros() {
    for (; ; ) {
      const piece = await this.#reader.some(4096);
      if (piece === void 0) return;
      if (isZero(piece)) continue;
      return this.#reader.unread(piece.length - piece.findIndex((byte) => byte !== 0));
    }
  }
  /*  0  2  XLEN
   *  2  n  subfields   */
  async #readExtra() {
    const length = await this.#reader.take(2);
    const extra = await this.#reader.take(length[0] | length[1] << 8);
    this.#keep(extra);
  }
  /** Text up to a zero byte, which is taken too. */
  async #readText(what) {
    const parts = [];
    for (let total = 0; total <= MAX_TEXT_BYTES; ) {
      const piece = await this.#reader.some(4096);
      if (piece === void 0) throw this.#reader.endError(`the gzip header is cut off in its ${what}`);
      const end = piece.indexOf(0);
      parts.push(end < 0 ? piece : piece.subarray(0, end));
      total += piece.length;
      if (end < 0) continue;
      this.#reader.unread(piece.length - end - 1);
      const text = Buffer.concat(parts);
      this.#keep(text);
      return text;
    }
    throw new FormatError(`expected a gzip ${what} of at most ${MAX_TEXT_BYTES} bytes`);
  }
  #keep(field) {
    if (this.fields.size + field.length > MAX_FIELD_BYTES)
      throw new FormatError(
        `expected at most ${MAX_FIELD_BYTES} bytes of names, comments and extra fields in the headers`
      );
    this.fields.add(field);
  }
};

// src/unpack/tar-header.ts
var BLOCK_BYTES2 = 512;
function parseTarHeader(block) {
  const name = textField(block, 0, 100);
  const prefix = hasMagic(block, USTAR) ? textField(block, 345, 155) : "";
  const type = block[156] === 0 ? "0" : String.fromCharCode(block[156]);
  return {
    name: prefix === "" ? name : `${prefix}/${name}`,
    size: numberField(block, 124, 12),
    type,
    hasMoreSparse: type === "S" && block[482] !== 0
  };
}
function isTarHeader(block) {
  const expected = octal(block, 148, 8);
  if (expected === void 0 || block.length < BLOCK_BYTES2) return false;
  let sum = 8 * 32;
  let negatives = 0;
  for (let at = 0; at < BLOCK_BYTES2; at++) {
    if (at === 148) at = 156;
    sum += block[at];
    negatives += block[at] >> 7;
  }
  return expected === sum || expected === sum - 256 * negatives;
}
function looksLikeTar(head) {
  if (head.length < BLOCK_BYTES2 || isZero(head.subarray(0, BLOCK_BYTES2))) return false;
  if (hasTarMagic(head)) return true;
  return isTarHeader(head) && head[0] !== 0 && V7_NUMBERS.every(([at, length]) => isOctalField(head, at, length));
}
function hasTarMagic(block) {
  return hasMagic(block, USTAR) || hasMagic(block, GNU);
}
var USTAR = [117, 115, 116, 97, 114, 0, 48, 48];
var GNU = [117, 115, 116, 97, 114, 32, 32, 0];
var V7_NUMBERS = [
  [100, 8],
  [108, 8],
  [116, 8],
  [124, 12],
  [136, 12]
];
function hasMagic(block, magic) {
  return magic.every((byte, index) => block[257 + index] === byte);
}
function textField(block, at, length) {
  const field = block.subarray(at, at + length);
  const end = field.indexOf(0);
  return decodeUtf8OrLatin1(end < 0 ? field : field.subarray(0, end));
}
function numberField(block, at, length) {
  const first = block[at];
  if ((first & 128) === 0) return octal(block, at, length) ?? (isZeroOrSpace(block, at, length) ? 0 : void 0);
  if ((first & 64) !== 0) return void 0;
  let value = first & 63;
  for (let i = at + 1; i < at + length; i++) value = value * 256 + block[i];
  return Number.isSafeInteger(value) ? value : void 0;
}
function octal(block, start, length) {
  const end = start + length;
  let at = start;
  while (at < end && block[at] === 32) at++;
  const firstDigit = at;
  let value = 0;
  for (; at < end && block[at] >= 48 && block[at] <= 55; at++) value = value * 8 + block[at] - 48;
  return at > firstDigit && (at === end || isZeroOrSpace(block, at, 1)) ? value : void 0;
}
function isOctalField(block, at, length) {
  return octal(block, at, length) !== void 0 || isZeroOrSpace(block, at, length);
}
function isZeroOrSpace(block, at, length) {
  for (let i = at; i < at + length; i++) if (block[i] !== 0 && block[i] !== 32) return false;
  return true;
}

// src/unpack/tar-pax.ts
function parsePax(body3) {
  const records = /* @__PURE__ */ new Map();
  for (let at = 0; at < body3.length && body3[at] !== 0; ) {
    const space = body3.indexOf(32, at);
    const length = space < 0 ? Number.NaN : decimal(decodeUtf8OrLatin1(body3.subarray(at, Math.min(space, at + 20))));
    const end = at + length;
    const equals = body3.indexOf(61, space);
    if (!(end <= body3.length && end > space + 1) || equals < 0 || equals >= end || body3[end - 1] !== 10)
      throw new FormatError(`expected "<length> <keyword>=<value>" and a line feed at byte ${at} of the pax header`);
    records.set(
      decodeUtf8OrLatin1(body3.subarray(space + 1, equals)),
      decodeUtf8OrLatin1(body3.subarray(equals + 1, end - 1))
    );
    at = end;
  }
  return paxValues(records);
}
function paxValues(records) {
  const path = records.get("GNU.sparse.name") ?? records.get("path");
  const size = records.get("size");
  const bytes = size === void 0 ? void 0 : decimal(size);
  if (bytes !== void 0 && !Number.isSafeInteger(bytes))
    throw new FormatError("expected a decimal number of bytes as size in the pax header");
  return { ...path !== void 0 && { path }, ...bytes !== void 0 && { size: bytes } };
}
function decimal(text) {
  return /^[0-9]+$/.test(text) ? Number(text) : Number.NaN;
}

// src/unpack/tar.ts
var tar = {
  id: "tar",
  title: "tar (v7, ustar, pax, GNU)",
  headBytes: BLOCK_BYTES2,
  reads: "stream",
  sniff: looksLikeTar,
  entries: (chunks, budget) => new TarReader(chunks, budget).entries()
};
var MAX_META_BYTES = 1 << 20;
var BODILESS = "123456";
var META = "xXgLKN";
var JUNK_WINDOW_BYTES = 64 << 10;
var TarReader = class {
  #reader;
  #budget;
  #headers = new HeaderPieces();
  /** Values for the next file only, and for all files from here. */
  #next = {};
  #global = {};
  /** Blocks of zeros in a row; two end an archive. */
  #zeroBlocks = 0;
  #ended = false;
  /** The data ended too early; an entry has thrown this already when `told`. */
  #cut;
  constructor(chunks, budget) {
    this.#reader = new ChunkReader(chunks);
    this.#budget = budget;
  }
  async *entries() {
    try {
      while (this.#cut === void 0) {
        this.#budget.checkTime();
        if (this.#headers.size >= HEADER_BATCH_BYTES) yield* this.#headers.take();
        const block = await this.#reader.peek(BLOCK_BYTES2);
        if (block.length === 0) break;
        if (isZero(block)) await this.#passZeros();
        else if (block.length === BLOCK_BYTES2 && isTarHeader(block)) yield* this.#readHeader();
        else yield* this.#readJunk();
      }
      yield* this.#headers.take();
      if (this.#cut !== void 0 && !this.#cut.told) throw this.#cut.error;
      this.#reader.throwIfFailed();
    } finally {
      await this.#reader.close();
    }
  }
  async #passZeros() {
    await this.#reader.take(BLOCK_BYTES2);
    if (++this.#zeroBlocks >= 2) this.#ended = true;
  }
  async *#readHeader() {
    const header = parseTarHeader(await this.#reader.peek(BLOCK_BYTES2));
    if (header.size === void 0) return yield* this.#readJunk(header);
    this.#zeroBlocks = 0;
    this.#ended = false;
    this.#headers.add(await this.#reader.take(BLOCK_BYTES2));
    if (header.hasMoreSparse) await this.#readSparseMap();
    if (META.includes(header.type) && header.size <= MAX_META_BYTES) yield* this.#readMeta(header, header.size);
    else yield* this.#readFile(header, header.size);
  }
  /* 504  1  isextended: one more block follows */
  async #readSparseMap() {
    for (let more = true; more; ) {
      const block = await this.#reader.take(BLOCK_BYTES2);
      this.#headers.add(block);
      this.#budget.checkTime();
      if (block.length < BLOCK_BYTES2) this.#cutOff("in a sparse map");
      more = block.length === BLOCK_BYTES2 && block[504] !== 0 && this.#headers.size < 2 * HEADER_BATCH_BYTES;
    }
  }
  async *#readMeta(header, size) {
    const padded3 = await this.#reader.take(size + paddingBytes(size));
    this.#headers.add(padded3);
    if (padded3.length < size) return this.#cutOff(`in the header of type ${header.type}`);
    const body3 = padded3.subarray(0, size);
    try {
      if (header.type === "x" || header.type === "X") this.#next = { ...this.#next, ...parsePax(body3) };
      else if (header.type === "g") this.#global = { ...this.#global, ...parsePax(body3) };
      else if (header.type === "L" || header.type === "N") this.#next = { ...this.#next, path: longName(body3) };
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      yield { name: header.name, trouble: { code: "damaged", message: error.message } };
    }
  }
  async *#readFile(header, headerSize) {
    const { path, size = headerSize } = { ...this.#global, ...this.#next };
    this.#next = {};
    const hasBody = size > 0 && !(BODILESS.includes(header.type) && await this.#headerFollows());
    if (!hasBody && header.type !== "0" && header.type !== "7") return;
    const start = this.#reader.position;
    const end = start + (hasBody ? size : 0);
    yield { name: path ?? header.name, open: () => this.#body(end) };
    for await (const _ of this.#body(end, "skip")) this.#budget.checkTime();
    await this.#readPadding(size);
  }
  /** The bytes up to position `end`. `skip`: what the consumer left, where an end that comes too early is told later. */
  async *#body(end, mode = "read") {
    while (this.#reader.position < end) {
      const chunk = await this.#reader.some(end - this.#reader.position);
      if (chunk !== void 0) yield chunk;
      else {
        this.#cutOff(`${end - this.#reader.position} bytes before the end of an entry`);
        if (mode === "skip") return;
        this.#cut.told = true;
        throw this.#cut.error;
      }
    }
  }
  async #readPadding(size) {
    if (this.#cut !== void 0) return;
    const padding = await this.#reader.take(paddingBytes(size));
    if (!isZero(padding)) this.#headers.add(padding);
  }
  async #headerFollows() {
    const block = await this.#reader.peek(BLOCK_BYTES2);
    return block.length < BLOCK_BYTES2 || isZero(block) || isTarHeader(block);
  }
  /** From a block that is no header (or, with `refused`, a header that is not believed) up to the next header. */
  async *#readJunk(refused) {
    const at = this.#reader.position;
    const isBehind = this.#ended && refused === void 0;
    if (!isBehind && !this.#reader.failed) yield badHeader(at, refused);
    const block = await this.#reader.peek(BLOCK_BYTES2);
    if (refused !== void 0 || hasTarMagic(block)) {
      this.#headers.add(await this.#reader.take(BLOCK_BYTES2));
      if (await this.#headerFollows()) return;
    }
    yield remainder(isBehind ? "behind" : "between", () => this.#junk());
    for await (const _ of this.#junk()) this.#budget.checkTime();
  }
  async *#junk() {
    for (; ; ) {
      const window = await this.#reader.peek(JUNK_WINDOW_BYTES);
      const end = headerIn(window);
      if (end > 0) yield await this.#reader.take(end);
      if (window.length === 0 || end < window.length) return;
    }
  }
  #cutOff(where) {
    this.#cut ??= { error: this.#reader.endError(`the tar archive is cut off ${where}`), told: false };
  }
};
function paddingBytes(size) {
  return -size & BLOCK_BYTES2 - 1;
}
function headerIn(window) {
  for (let at = 0; at + BLOCK_BYTES2 <= window.length; at += BLOCK_BYTES2)
    if (isTarHeader(window.subarray(at, at + BLOCK_BYTES2))) return at;
  return window.length;
}
function badHeader(at, refused) {
  const found = refused === void 0 ? "a block without a sound checksum" : "one whose size is negative, absurd or unreadable";
  const message = `expected a tar header at offset ${at}, found ${found}; read on from the next sound header`;
  return { trouble: { code: "damaged", message }, ...refused !== void 0 && { name: refused.name } };
}
function longName(body3) {
  const end = body3.indexOf(0);
  return decodeUtf8OrLatin1(end < 0 ? body3 : body3.subarray(0, end));
}

// src/unpack/coverage.ts
var Coverage = class {
  #ranges = [];
  /** Takes [start, end); an empty one counts for nothing. */
  add(start, end) {
    if (end > start) this.#ranges.push({ start, end });
  }
  /** Ranges of [0, size) that nothing covers, in order, and how many of the ranges begin inside another one. */
  survey(size) {
    const holes = [];
    let covered = 0;
    let overlaps = 0;
    for (const { start, end } of this.#ranges.sort((a, b) => a.start - b.start)) {
      if (start < covered) overlaps++;
      if (start > covered) holes.push({ start: covered, end: Math.min(start, size) });
      covered = Math.max(covered, end);
    }
    if (covered < size) holes.push({ start: covered, end: size });
    return { holes, overlaps };
  }
};

// src/unpack/zip-directory.ts
var import_yauzl = __toESM(require_yauzl(), 1);
var RECORD_BYTES = 46;
var SIGNATURE = 33639248;
var MAX_REFUSED = 16;
async function* readZipDirectory(source, end, budget) {
  let at = end.directoryStart;
  if (at === void 0) return;
  let count = 0;
  for (let refused = 0; at < end.directoryEnd; refused++) {
    try {
      for await (const entry of list(source, at, end.directoryEnd)) {
        budget.checkTime();
        count++;
        at += RECORD_BYTES + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;
        yield zipRecord(entry);
        if (at >= end.directoryEnd) return;
      }
    } catch (error) {
      if (error instanceof KeysieveError || !(error instanceof Error)) throw error;
      const next = behindRecord(source, at, end.directoryEnd);
      if (next === void 0 && isCount(count, end.entryCount)) return;
      yield badRecord(at);
      if (next === void 0 || refused === MAX_REFUSED) return;
      count++;
      at = next;
    }
  }
}
function badRecord(at) {
  const message = `expected a record of the central directory at offset ${at}, found none that makes sense; its entry is looked for by its local header`;
  return { trouble: { code: "damaged", message } };
}
function isCount(count, declared) {
  return count === declared || count % 65536 === declared;
}
function zipRecord(entry) {
  return {
    name: (0, import_yauzl.getFileNameLowLevel)(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true),
    rawName: entry.fileNameRaw,
    flags: entry.generalPurposeBitFlag,
    method: entry.compressionMethod,
    crc32: entry.crc32,
    compressedSize: entry.compressedSize,
    size: entry.uncompressedSize,
    headerOffset: entry.relativeOffsetOfLocalHeader
  };
}
function behindRecord(source, at, end) {
  if (at + RECORD_BYTES > end) return void 0;
  const record = Buffer.from(source.read(at, RECORD_BYTES));
  if (record.readUInt32LE(0) !== SIGNATURE) return void 0;
  return at + RECORD_BYTES + record.readUInt16LE(28) + record.readUInt16LE(30) + record.readUInt16LE(32);
}
async function* list(source, start, end) {
  const reader = new DirectoryReader(source, start, end);
  const options3 = { lazyEntries: true, decodeStrings: false, validateEntrySizes: false, autoClose: false };
  const zipfile = await (0, import_yauzl.fromRandomAccessReaderPromise)(reader, reader.size, options3);
  try {
    yield* zipfile.eachEntry();
  } finally {
    zipfile.close();
  }
}
var DirectoryReader = class extends import_yauzl.RandomAccessReader {
  size;
  #source;
  #start;
  #directoryBytes;
  #end;
  #window = new Uint8Array(0);
  #windowStart = 0;
  constructor(source, start, end) {
    super();
    this.#source = source;
    this.#start = start;
    this.#directoryBytes = end - start;
    this.#end = endRecords(this.#directoryBytes);
    this.size = this.#directoryBytes + this.#end.length;
  }
  read(target, offset, length, position, callback) {
    let failure = null;
    try {
      target.set(this.#bytes(position, length), offset);
    } catch (error) {
      failure = error;
    }
    callback(failure);
  }
  #bytes(position, length) {
    if (position + length === this.size) return Buffer.concat([Buffer.alloc(length), this.#end]).subarray(-length);
    if (position >= this.#directoryBytes && position + length < this.size)
      return this.#end.subarray(position - this.#directoryBytes).subarray(0, length);
    if (position + length > this.#directoryBytes) throw new Error("unexpected end of the central directory");
    if (position < this.#windowStart || position + length > this.#windowStart + this.#window.length) {
      const windowBytes = Math.min(Math.max(length, WINDOW_BYTES), this.#directoryBytes - position);
      this.#window = this.#source.read(this.#start + position, windowBytes);
      this.#windowStart = position;
    }
    return this.#window.subarray(position - this.#windowStart, position - this.#windowStart + length);
  }
};
var WINDOW_BYTES = 256 << 10;
function endRecords(directoryBytes) {
  const end = Buffer.alloc(56 + 20 + 22);
  end.writeUInt32LE(101075792, 0);
  end.writeBigUInt64LE(BigInt(directoryBytes), 32);
  end.writeUInt32LE(117853008, 56);
  end.writeBigUInt64LE(BigInt(directoryBytes), 64);
  end.writeUInt32LE(101010256, 76);
  return end;
}

// src/unpack/zip-end.ts
var EOCD_BYTES = 22;
var EOCD = Buffer.from("PK", "latin1");
var LOCATOR_BYTES = 20;
var LOCATOR = 117853008;
var ZIP64_BYTES = 56;
var ZIP64 = 101075792;
var DIRECTORY = 33639248;
var MAX_CANDIDATES = 1e3;
function findZipEnd(source) {
  let last;
  let tried = 0;
  for (const at of candidates(source)) {
    const record = readEnd(asBuffer(source.read(at, EOCD_BYTES)), source.size - at);
    const end = record && locate(source, record, at);
    if (end?.directoryStart !== void 0 && end.directoryStart < end.directoryEnd) return end;
    last ??= end;
    if (++tried === MAX_CANDIDATES) break;
  }
  return last;
}
function* candidates(source) {
  for (let end = source.size; end >= EOCD_BYTES; end -= SEARCH_BYTES) {
    const start = Math.max(0, end - SEARCH_BYTES);
    const length = Math.min(source.size, end + EOCD_BYTES - 1) - start;
    const found = signaturesIn(asBuffer(source.read(start, length)));
    for (const at of found.reverse()) if (start + at < end) yield start + at;
  }
}
var SEARCH_BYTES = 64 << 10;
function endsWithZip(tail) {
  const bytes = asBuffer(tail);
  return signaturesIn(bytes).some((at) => {
    const record = readEnd(bytes.subarray(at), tail.length - at);
    if (record === void 0 || record.entryCount === 0 || record.isMultiDisk) return false;
    const start = at - record.directorySize;
    if (start < 0 && record.directorySize >= record.entryCount * DIRECTORY_RECORD_BYTES) return true;
    return isSignature(bytes, start, DIRECTORY) || isSignature(bytes, at - LOCATOR_BYTES, LOCATOR);
  });
}
var DIRECTORY_RECORD_BYTES = 46;
function signaturesIn(bytes) {
  const found = [];
  for (let at = bytes.indexOf(EOCD); at >= 0 && at + EOCD_BYTES <= bytes.length; at = bytes.indexOf(EOCD, at + 1))
    found.push(at);
  return found;
}
function readEnd(bytes, bytesLeft) {
  const record = {
    isMultiDisk: !isOneDisk(bytes.readUInt16LE(4)) || !isOneDisk(bytes.readUInt16LE(6)) || bytes.readUInt16LE(8) !== bytes.readUInt16LE(10),
    entryCount: bytes.readUInt16LE(10),
    directorySize: bytes.readUInt32LE(12),
    directoryOffset: bytes.readUInt32LE(16),
    commentLength: bytes.readUInt16LE(20)
  };
  return EOCD_BYTES + record.commentLength <= bytesLeft ? record : void 0;
}
function isOneDisk(number) {
  return number === 0 || number === 65535;
}
function locate(source, record, at) {
  const end = at + EOCD_BYTES + record.commentLength;
  const { recordStart, ...declared } = readZip64(source, at, record) ?? { ...record, recordStart: at };
  const byOffset = { start: declared.directoryOffset, shift: 0 };
  const bySize = recordStart - declared.directorySize;
  const places = [{ start: bySize, shift: bySize - declared.directoryOffset }, byOffset];
  const place = declared.directorySize === 0 && declared.entryCount === 0 ? { start: recordStart, shift: 0 } : places.find(({ start }) => isDirectory(source, start, recordStart));
  const { entryCount, isMultiDisk } = declared;
  return {
    directoryStart: place?.start,
    directoryEnd: recordStart,
    end,
    shift: place?.shift ?? 0,
    entryCount,
    isMultiDisk
  };
}
function isDirectory(source, start, end) {
  return start >= 0 && start + 4 <= end && isSignature(asBuffer(source.read(start, 4)), 0, DIRECTORY);
}
function readZip64(source, eocdAt, eocd) {
  const locatorAt = eocdAt - LOCATOR_BYTES;
  if (locatorAt < ZIP64_BYTES) return void 0;
  const locator = asBuffer(source.read(locatorAt, LOCATOR_BYTES));
  if (!isSignature(locator, 0, LOCATOR)) return void 0;
  for (const at of [uint64(locator, 8), locatorAt - ZIP64_BYTES]) {
    if (at + ZIP64_BYTES > locatorAt) continue;
    const record = asBuffer(source.read(at, ZIP64_BYTES));
    if (!isSignature(record, 0, ZIP64)) continue;
    return {
      recordStart: at,
      entryCount: uint64(record, 32),
      directorySize: uint64(record, 40),
      directoryOffset: uint64(record, 48),
      isMultiDisk: eocd.isMultiDisk || record.readUInt32LE(16) !== 0 || record.readUInt32LE(20) !== 0
    };
  }
  return void 0;
}
function uint64(bytes, at) {
  return Number(bytes.readBigUInt64LE(at));
}
function isSignature(bytes, at, signature) {
  return at >= 0 && at + 4 <= bytes.length && bytes.readUInt32LE(at) === signature;
}
function asBuffer(bytes) {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

// src/unpack/zip-file.ts
import { crc32 as crc323 } from "node:zlib";

// src/unpack/zip-record.ts
var import_yauzl2 = __toESM(require_yauzl(), 1);
var FLAG2 = { encrypted: 1 << 0, hasDescriptor: 1 << 3, strongEncryption: 1 << 6 };
var LOCAL_SIGNATURE = Buffer.from("PK", "latin1");
var HEADER_BYTES2 = 30;
var READ_BYTES = 256;
function readLocalHeader(source, offset, end) {
  if (!(offset >= 0 && offset + HEADER_BYTES2 <= end)) return void 0;
  let header = Buffer.from(source.read(offset, Math.min(READ_BYTES, end - offset)));
  if (!header.subarray(0, 4).equals(LOCAL_SIGNATURE)) return void 0;
  const nameEnd = HEADER_BYTES2 + header.readUInt16LE(26);
  const headerEnd = nameEnd + header.readUInt16LE(28);
  if (offset + headerEnd > end) return void 0;
  if (headerEnd > header.length) header = Buffer.from(source.read(offset, headerEnd));
  const rawName = header.subarray(HEADER_BYTES2, nameEnd);
  const extra = header.subarray(nameEnd, headerEnd);
  const fields = extraFields(extra);
  const flags = header.readUInt16LE(6);
  return {
    name: (0, import_yauzl2.getFileNameLowLevel)(flags, rawName, fields, true),
    rawName,
    extra,
    flags,
    method: header.readUInt16LE(8),
    crc32: flags & FLAG2.hasDescriptor ? void 0 : header.readUInt32LE(14),
    ...sizes(header, fields),
    headerOffset: offset,
    dataStart: offset + headerEnd
  };
}
function isLikeLocalHeader(bytes, at) {
  return at + HEADER_BYTES2 <= bytes.length && bytes.readUInt32LE(at) === LOCAL_SIGNATURE.readUInt32LE(0) && bytes.readUInt16LE(at + 4) <= 63 && (bytes.readUInt16LE(at + 6) & UNUSED_FLAGS) === 0 && METHOD_NAMES.has(bytes.readUInt16LE(at + 8)) && bytes.readUInt16LE(at + 26) > 0;
}
var UNUSED_FLAGS = 51072;
function extraFields(extra) {
  try {
    return (0, import_yauzl2.parseExtraFields)(extra);
  } catch {
    return [];
  }
}
function sizes(header, fields) {
  const wide = fields.find(({ id }) => id === 1)?.data ?? Buffer.alloc(0);
  let at = 0;
  const [size, compressedSize] = [22, 18].map((offset) => {
    const value = header.readUInt32LE(offset);
    if (value !== 4294967295 || at + 8 > wide.length) return value;
    at += 8;
    return Number(wide.readBigUInt64LE(at - 8));
  });
  return { size, compressedSize };
}
var METHOD_NAMES = /* @__PURE__ */ new Map([
  [0, "stored"],
  [1, "Shrink"],
  [2, "Reduce 1"],
  [3, "Reduce 2"],
  [4, "Reduce 3"],
  [5, "Reduce 4"],
  [6, "Implode"],
  [8, "Deflate"],
  [9, "Deflate64"],
  [10, "PKWARE DCL Implode"],
  [12, "bzip2"],
  [14, "LZMA"],
  [16, "IBM z/OS CMPSC"],
  [18, "IBM TERSE"],
  [19, "IBM LZ77"],
  [20, "Zstandard (old number)"],
  [93, "Zstandard"],
  [94, "MP3"],
  [95, "xz"],
  [96, "JPEG variant"],
  [97, "WavPack"],
  [98, "PPMd"],
  [99, "AES encryption"]
]);

// src/unpack/zip-file.ts
var SMALL_BYTES = 1 << 20;
var SMALL_OUTPUT_BYTES = 16 << 20;
var READ_BYTES2 = 64 << 10;
var DEFLATED = 8;
async function* readZipFile(source, file, limit, budget) {
  const obstacle = await findObstacle(source, file, limit, budget);
  if (obstacle !== void 0) {
    yield { name: file.name, trouble: obstacle };
    return { end: file.dataStart, isSound: false };
  }
  const data = new ZipData(source, file, limit);
  yield { name: file.name, open: () => data.read() };
  if (data.hasWrongSum) yield { name: file.name, trouble: WRONG_SUM };
  const hasDescriptor = (file.flags & FLAG2.hasDescriptor) !== 0;
  const end = hasDescriptor ? behindDescriptor(source, file.dataStart, data.end, data) : data.end;
  const isUnproved = file.crc32 === void 0 && end === data.end;
  return { end, isSound: !data.isDamaged && !data.hasWrongSum && !isUnproved };
}
var WRONG_SUM = {
  code: "damaged",
  message: "the CRC-32 does not fit the data, which is scanned as it is"
};
function behindDescriptor(source, dataStart, at, data) {
  const bytes = Buffer.alloc(24);
  bytes.set(source.read(at, Math.min(bytes.length, source.size - at)));
  const sumAt = bytes.readUInt32LE(0) === 134695760 ? 4 : 0;
  if (bytes.readUInt32LE(sumAt) !== data.sum) return at;
  const sizes2 = sumAt + 4;
  const compressedSize = at - dataStart;
  const isWide = uint642(bytes, sizes2) === compressedSize && uint642(bytes, sizes2 + 8) === data.size;
  if (isWide) return Math.min(at + sizes2 + 16, source.size);
  return bytes.readUInt32LE(sizes2) === compressedSize % 2 ** 32 ? Math.min(at + sizes2 + 8, source.size) : at;
}
function uint642(bytes, at) {
  return Number(bytes.readBigUInt64LE(at));
}
async function findObstacle(source, file, limit, budget) {
  const isMarked = (file.flags & (FLAG2.encrypted | FLAG2.strongEncryption)) !== 0;
  if (isMarked && !await isPlain(source, file, limit, budget)) {
    const cipher = file.method === 99 ? "AES" : file.flags & FLAG2.strongEncryption ? "strong encryption" : "ZipCrypto";
    return { code: "encrypted", message: `the entry is encrypted (${cipher}) and cannot be read` };
  }
  if (file.method === 0 || file.method === DEFLATED) return void 0;
  const name = METHOD_NAMES.get(file.method) ?? "unknown";
  const message = `compression method ${file.method} (${name}) is not supported; only the packed bytes are scanned`;
  return { code: "unsupported", message };
}
async function isPlain(source, file, limit, budget) {
  if (file.method !== DEFLATED && (file.method !== 0 || file.size !== file.compressedSize)) return false;
  if (file.size === 0 || file.crc32 === void 0) return false;
  const data = new ZipData(source, file, limit);
  try {
    for await (const _ of data.read()) budget.checkTime();
  } catch (error) {
    if (error instanceof FormatError) return false;
    throw error;
  }
  return !data.hasWrongSum;
}
var ZipData = class {
  #source;
  #file;
  #limit;
  #end;
  #sum = 0;
  #size = 0;
  #state = "unread";
  constructor(source, file, limit) {
    this.#source = source;
    this.#file = file;
    this.#limit = limit;
    this.#end = Math.min(file.dataStart + file.compressedSize, limit);
  }
  /** Where the data ends: as declared, until it is read. */
  get end() {
    return this.#end;
  }
  /** CRC-32: as declared, until all is read. */
  get sum() {
    return this.#state === "complete" ? this.#sum : this.#file.crc32;
  }
  /** Uncompressed: as declared, until all is read. */
  get size() {
    return this.#state === "complete" ? this.#size : this.#file.size;
  }
  get isDamaged() {
    return this.#state === "damaged";
  }
  get hasWrongSum() {
    const { crc32: crc324 } = this.#file;
    return this.#state === "complete" && crc324 !== void 0 && this.#sum !== crc324;
  }
  async *read() {
    try {
      for await (const chunk of this.#file.method === DEFLATED ? this.#inflate() : this.#stored()) {
        this.#sum = crc323(chunk, this.#sum);
        this.#size += chunk.length;
        yield chunk;
      }
      this.#state = "complete";
    } catch (error) {
      this.#state = "damaged";
      throw error;
    }
  }
  async *#stored() {
    const { dataStart, compressedSize } = this.#file;
    yield* streamOf(this.#source, dataStart, this.#end);
    if (this.#end < dataStart + compressedSize)
      throw new FormatError(`expected ${compressedSize} stored bytes, found ${this.#end - dataStart}`);
  }
  async *#inflate() {
    const { dataStart, compressedSize, size } = this.#file;
    if (compressedSize === 0 && size === 0 && this.#file.crc32 === 0) return;
    if (compressedSize <= SMALL_BYTES) {
      const whole = inflateWhole(this.#source.read(dataStart, this.#end - dataStart), SMALL_OUTPUT_BYTES, size);
      if (typeof whole !== "string") {
        this.#end = dataStart + whole.consumed;
        yield whole.output;
        return;
      }
    }
    const reader = new ChunkReader(streamOf(this.#source, dataStart, this.#limit, READ_BYTES2));
    try {
      yield* inflateNext(reader);
      this.#end = dataStart + reader.position;
    } catch (error) {
      this.#end = dataStart + reader.position;
      throw error;
    } finally {
      await reader.close();
    }
  }
};

// src/unpack/zip-recovery.ts
async function* recoverZip(recovery, { start, end }, kind) {
  const { source, budget, headers, tried } = recovery;
  let junkStart = start;
  for (let at = start; ; ) {
    at = find(recovery, at, end, isLikeLocalHeader);
    if (at === end) break;
    const header = tried.has(at) ? void 0 : readLocalHeader(source, at, end);
    if (header === void 0) {
      at++;
      continue;
    }
    yield* junk(source, junkStart, at, kind);
    headers.add(header.rawName);
    headers.add(header.extra);
    const compressedSize = hasUnknownSize(header) ? storedBytes(recovery, header, end) : header.compressedSize;
    const extent = yield* readZipFile(source, { ...header, compressedSize }, end, budget);
    junkStart = extent.isSound ? extent.end : at;
    at = extent.end;
    if (headers.size >= HEADER_BATCH_BYTES) yield* headers.take();
  }
  yield* junk(source, junkStart, end, kind);
}
function* junk(source, start, end, kind) {
  if (start < end && !isPadding2(source, start, end)) yield remainder(kind, () => streamOf(source, start, end));
}
function hasUnknownSize(header) {
  return header.method === 0 && (header.flags & FLAG2.hasDescriptor) !== 0 && header.compressedSize === 0;
}
function storedBytes(recovery, { dataStart }, end) {
  const isEnd = (bytes, at, offset) => {
    if (isLikeLocalHeader(bytes, at) || bytes.readUInt32LE(at) === CENTRAL) return true;
    return bytes.readUInt32LE(at) === DESCRIPTOR && bytes.readUInt32LE(at + 8) === offset - dataStart;
  };
  return find(recovery, dataStart, end, isEnd) - dataStart;
}
var CENTRAL = 33639248;
var DESCRIPTOR = 134695760;
function find({ source, budget }, start, end, test) {
  let step = FIRST_STEP_BYTES;
  for (let from = start; from < end; from += step, step = Math.min(2 * step, LAST_STEP_BYTES)) {
    budget.checkTime();
    const read = source.read(from, Math.min(step + HEADER_BYTES2, end - from));
    const bytes = read.length === step + HEADER_BYTES2 ? Buffer.from(read.buffer, read.byteOffset, read.length) : padded(read);
    for (let at = bytes.indexOf("PK"); at >= 0 && at < step; at = bytes.indexOf("PK", at + 1))
      if (test(bytes, at, from + at)) return from + at;
  }
  return end;
}
var FIRST_STEP_BYTES = 256;
var LAST_STEP_BYTES = 1 << 20;
function padded(bytes) {
  return Buffer.concat([bytes, new Uint8Array(HEADER_BYTES2)]);
}

// src/unpack/zip.ts
var zip = {
  id: "zip",
  title: "zip (jar, war, apk, nupkg, whl, vsix, docx …)",
  headBytes: 8,
  reads: "source",
  sniff: (head) => SIGNATURES2.some((signature) => signature.equals(head.subarray(0, signature.length))),
  sniffTail: endsWithZip,
  entries: (source, budget) => new ZipReader(source, budget).entries()
};
var SIGNATURES2 = ["PK", "PK", "PK\x07\bPK", "PK00PK"].map(
  (text) => Buffer.from(text, "latin1")
);
var ZipReader = class {
  #source;
  #budget;
  #coverage = new Coverage();
  #headers = new HeaderPieces();
  /** Where data was read, `offset` or `offset:size`. */
  #seen = /* @__PURE__ */ new Set();
  /** Offsets of local headers whose data is not what it should be: header and data are scanned as they lie. */
  #unsound = /* @__PURE__ */ new Set();
  #repeats = 0;
  #firstHeader = Number.POSITIVE_INFINITY;
  constructor(source, budget) {
    this.#source = source;
    this.#budget = budget;
  }
  async *entries() {
    const end = findZipEnd(this.#source);
    yield* endTroubles(end);
    if (end !== void 0) {
      this.#coverage.add(end.directoryStart ?? end.directoryEnd, end.end);
      if (!end.isMultiDisk) yield* this.#namedFiles(end);
    }
    const { holes, overlaps } = this.#coverage.survey(this.#source.size);
    if (overlaps + this.#repeats > 0) yield overlapTrouble(overlaps, this.#repeats);
    const recovery = { source: this.#source, budget: this.#budget, headers: this.#headers, tried: this.#unsound };
    for (const hole of holes) yield* recoverZip(recovery, hole, this.#kindOf(hole, end));
    yield* this.#headers.take();
    if (end !== void 0)
      yield remainder("directory", () => streamOf(this.#source, end.directoryStart ?? end.directoryEnd, end.end));
  }
  async *#namedFiles(end) {
    for await (const record of readZipDirectory(this.#source, end, this.#budget)) {
      if ("trouble" in record) yield record;
      else yield* this.#namedFile(record, end);
      if (this.#headers.size >= HEADER_BATCH_BYTES) yield* this.#headers.take();
    }
  }
  async *#namedFile(record, { shift }) {
    const source = this.#source;
    const local = readLocalHeader(source, record.headerOffset + shift, source.size) ?? readLocalHeader(source, record.headerOffset, source.size);
    if (local === void 0) yield noLocalHeader(record, shift);
    else if (this.#isNew(local, record)) yield* this.#readFile(local, record);
  }
  /** Whether this data was not read yet. */
  #isNew({ dataStart }, { method, compressedSize }) {
    const key = method === 8 ? `${dataStart}` : `${dataStart}:${compressedSize}`;
    const isNew = !this.#seen.has(key);
    this.#seen.add(key);
    if (!isNew) this.#repeats++;
    return isNew;
  }
  async *#readFile(local, record) {
    const source = this.#source;
    const { dataStart, headerOffset } = local;
    this.#firstHeader = Math.min(this.#firstHeader, headerOffset);
    this.#keepHeader(local, record);
    if (record.compressedSize === 0 && record.name.endsWith("/")) return this.#coverage.add(headerOffset, dataStart);
    const extent = yield* readZipFile(source, { ...record, dataStart }, source.size, this.#budget);
    if (extent.isSound) this.#coverage.add(headerOffset, extent.end);
    else this.#unsound.add(headerOffset);
    if (local.method !== record.method && (local.method === 0 || local.method === 8))
      yield* readZipFile(source, { ...record, dataStart, method: local.method }, source.size, this.#budget);
  }
  /** The name is in the directory already, which is scanned as a whole. */
  #keepHeader(local, record) {
    if (Buffer.compare(local.rawName, record.rawName) !== 0) this.#headers.add(local.rawName);
    this.#headers.add(local.extra);
  }
  #kindOf(hole, end) {
    if (end === void 0) return "between";
    if (hole.start >= end.end) return "behind";
    return hole.end <= Math.min(this.#firstHeader, end.directoryStart ?? 0) ? "before" : "between";
  }
};
function* endTroubles(end) {
  if (end === void 0)
    yield damaged("expected an end of central directory record, found none: the archive is cut off");
  else if (end.isMultiDisk)
    yield {
      trouble: {
        code: "unsupported",
        message: "this is one part of a zip in several parts; put them together to have all of it scanned"
      }
    };
  else if (end.directoryStart === void 0)
    yield damaged(`expected a central directory before offset ${end.directoryEnd}, found none`);
}
function noLocalHeader({ name, headerOffset }, shift) {
  return damaged(`expected a local header at offset ${headerOffset + shift}, found none`, name);
}
function overlapTrouble(overlaps, repeats) {
  return damaged(
    `expected every entry to have its own data, found ${repeats} that repeat and ${overlaps} that overlap the data of others, as in a zip bomb; repeated data is scanned once`
  );
}
function damaged(message, name) {
  return { trouble: { code: "damaged", message }, ...name !== void 0 && { name } };
}

// src/unpack/catalog.ts
var containers = [gzip, tar, zip];

// src/unpack/unsupported.ts
var FORMATS = [
  { id: "7z", title: "7-Zip", magic: "37 7a bc af 27 1c" },
  { id: "rar", title: "RAR", magic: "52 61 72 21 1a 07" },
  { id: "xz", title: "xz", magic: "fd 37 7a 58 5a 00" },
  { id: "lzip", title: "lzip", magic: "4c 5a 49 50 01" },
  { id: "zstd", title: "Zstandard", magic: "28 b5 2f fd" },
  { id: "bzip2", title: "bzip2", magic: "31 41 59 26 53 59", offset: 4 },
  { id: "lz4", title: "LZ4 frame", magic: "04 22 4d 18" },
  { id: "cab", title: "Microsoft cabinet", magic: "4d 53 43 46 00 00 00 00" },
  { id: "rpm", title: "RPM package", magic: "ed ab ee db" },
  { id: "deb", title: "Debian package", magic: "21 3c 61 72 63 68 3e 0a 64 65 62 69 61 6e 2d 62 69 6e 61 72 79" },
  { id: "xar", title: "xar archive", magic: "78 61 72 21 00 1c" },
  { id: "squashfs", title: "SquashFS image", magic: "68 73 71 73" }
];
var unsupported = FORMATS.map(({ id, title, magic, offset = 0 }) => {
  const bytes = Buffer.from(magic.replaceAll(" ", ""), "hex");
  return {
    id,
    title: `${title} (recognised, not opened)`,
    reads: "stream",
    headBytes: offset + bytes.length,
    sniff: (head) => bytes.equals(head.subarray(offset, offset + bytes.length)),
    // biome-ignore lint/correctness/useYield: it has nothing to yield
    async *entries() {
      throw new FormatError(`${title}: keysieve cannot open this format yet; unpack it before the scan`, "unsupported");
    }
  };
});

// src/bytes/private-temp-file.ts
import { randomBytes } from "node:crypto";
import { closeSync as closeSync2, openSync as openSync2, unlinkSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
var PrivateTempFile = class {
  path = join(tmpdir(), `keysieve-${randomBytes(12).toString("hex")}`);
  #descriptor;
  /** Windows does not unlink what is open; there it goes when we close. */
  #hasName;
  /** @throws AccessError with the system's reason */
  constructor(kind) {
    try {
      this.#descriptor = openSync2(this.path, "wx+", 384);
    } catch (error) {
      throw new AccessError(`cannot make a temp file in ${tmpdir()}: ${systemReason(error)}`);
    }
    this.#hasName = kind === "named" || !tryUnlink(this.path);
  }
  /** @throws AccessError, for example when the disk is full */
  append(chunk) {
    try {
      for (let done = 0; done < chunk.length; ) done += writeSync(this.#descriptor, chunk, done);
    } catch (error) {
      throw new AccessError(`cannot write to a temp file in ${tmpdir()}: ${systemReason(error)}`);
    }
  }
  /** All that was appended so far; readable until `remove`. */
  source() {
    return new FileSource(this.#descriptor);
  }
  remove() {
    closeSync2(this.#descriptor);
    if (this.#hasName) tryUnlink(this.path);
  }
};
function tryUnlink(path) {
  try {
    unlinkSync(path);
    return true;
  } catch {
    return false;
  }
}

// src/bytes/spool.ts
var SPOOL_MEMORY_BYTES = 8 << 20;
var Spool = class {
  #chunks = [];
  #size = 0;
  #file;
  #source;
  #memoryBytes;
  constructor(memoryBytes = SPOOL_MEMORY_BYTES) {
    this.#memoryBytes = memoryBytes;
  }
  get size() {
    return this.#size;
  }
  /** Keeps `chunk` (or writes it out). @throws AccessError when there is no room; what was written before stays */
  write(chunk) {
    if (this.#file === void 0 && this.#size + chunk.length > this.#memoryBytes) {
      this.#file = new PrivateTempFile("unlinked");
      for (const kept of this.#chunks) this.#file.append(kept);
      this.#chunks = [];
    }
    if (this.#file !== void 0) this.#file.append(chunk);
    else this.#chunks.push(chunk);
    this.#size += chunk.length;
  }
  /** All that was written. Ends the writing. */
  source() {
    this.#source ??= this.#file?.source() ?? new MemorySource(joined(this.#chunks));
    this.#chunks = [];
    return this.#source;
  }
  close() {
    this.#file?.remove();
    this.#file = void 0;
    this.#chunks = [];
  }
};
function joined(chunks) {
  return chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
}

// src/model/place.ts
var INNER = "!/";
var MAX_NAME_CHARACTERS = 1024;
function innerPath(outer, name) {
  if (name.length <= MAX_NAME_CHARACTERS) return `${outer}${INNER}${name}`;
  const half = MAX_NAME_CHARACTERS / 2;
  return `${outer}${INNER}${name.slice(0, half)}…[${name.length - 2 * half} characters]…${name.slice(-half)}`;
}
function comparePlaces(a, b) {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.offset - b.offset || a.length - b.length;
}

// src/unpack/container.ts
var TAIL_BYTES = 66 << 10;

// src/unpack/entry-input.ts
var EntryInput = class {
  #iterator;
  #budget;
  #onError;
  /** Read, and not handed out yet. */
  #held = [];
  #heldBytes = 0;
  /** Handed out, and kept in case they are asked for again; undefined when that is over. */
  #kept = [];
  #keptBytes = 0;
  #entryBytes = 0;
  #ended = false;
  #failure;
  constructor(chunks, budget, onError) {
    this.#iterator = chunks[Symbol.asyncIterator]();
    this.#budget = budget;
    this.#onError = onError;
  }
  /** Whether there is nothing to come but what is held. */
  get ended() {
    return this.#ended;
  }
  /** What ended the entry early. */
  get failure() {
    return this.#failure;
  }
  /** Reads until `bytes` are held, or all. @returns what is held, all of it */
  async hold(bytes) {
    while (this.#heldBytes < bytes) {
      const chunk = await this.#pull();
      if (chunk === void 0) break;
      this.#held.push(chunk);
      this.#heldBytes += chunk.length;
    }
    if (this.#held.length !== 1) this.#held = [Buffer.concat(this.#held, this.#heldBytes)];
    return this.#held[0];
  }
  /** The next chunk, undefined at the end. Never throws our errors. */
  async next() {
    const chunk = this.#held.shift() ?? await this.#pull();
    if (chunk === void 0) return void 0;
    this.#heldBytes = Math.max(0, this.#heldBytes - chunk.length);
    this.#keep(chunk);
    return chunk;
  }
  /** All that is left. Throws what ended the entry early. */
  async *chunks() {
    for (; ; ) {
      const chunk = await this.next();
      if (chunk === void 0) break;
      yield chunk;
    }
    if (this.#failure !== void 0) throw this.#failure;
  }
  /** `rewind` is not needed any more. */
  forget() {
    this.#kept = void 0;
  }
  /** Back to the first byte. @returns false when too much was handed out to have been kept */
  rewind() {
    if (this.#kept === void 0) return false;
    this.#held = [...this.#kept, ...this.#held];
    this.#heldBytes += this.#keptBytes;
    this.#kept = void 0;
    return true;
  }
  async close() {
    this.#held = [];
    this.#kept = void 0;
    this.#ended = true;
    await this.#iterator.return?.();
  }
  #keep(chunk) {
    if (this.#kept === void 0) return;
    this.#kept.push(chunk);
    this.#keptBytes += chunk.length;
    if (this.#keptBytes > MAX_KEPT_BYTES) this.#kept = void 0;
  }
  async #pull() {
    if (this.#ended) return void 0;
    await void 0;
    try {
      const step = await this.#iterator.next();
      if (!step.done) return this.#count(step.value);
    } catch (error) {
      this.#fail(error);
    }
    this.#ended = true;
    return void 0;
  }
  /** What of `chunk` the budget has room for. */
  #count(chunk) {
    const { maxEntryBytes, maxTotalBytes } = this.#budget.limits;
    const room = Math.min(maxEntryBytes - this.#entryBytes, maxTotalBytes - this.#budget.bytes);
    this.#entryBytes += chunk.length;
    try {
      this.#budget.takeBytes(chunk.length, this.#entryBytes);
      return chunk;
    } catch (error) {
      this.#fail(error);
      return chunk.subarray(0, Math.max(0, room));
    }
  }
  #fail(error) {
    this.#ended = true;
    this.#onError(error);
    if (error instanceof Error) this.#failure = error;
  }
};
var MAX_KEPT_BYTES = 16 << 20;

// src/unpack/gap-ledger.ts
var MAX_GAPS = 1e3;
var GapLedger = class {
  #onGap;
  /** Containers in containers throw the same error again. */
  #reported = /* @__PURE__ */ new WeakSet();
  #counts = /* @__PURE__ */ new Map();
  constructor(onGap) {
    this.#onGap = onGap;
  }
  /** Makes a gap of an error that was not told of yet. Throws on whatever is no FormatError, BudgetError or AccessError. */
  report(path, error) {
    if (!(error instanceof FormatError || error instanceof BudgetError || error instanceof AccessError)) throw error;
    if (this.#reported.has(error)) return;
    this.#reported.add(error);
    this.tell({ path, code: error.code, message: error.message });
  }
  tell(gap) {
    const count = (this.#counts.get(gap.code) ?? 0) + 1;
    this.#counts.set(gap.code, count);
    if (count <= MAX_GAPS) this.#onGap(gap);
  }
  /** Call at the end. @param path of the artifact */
  tellUntold(path) {
    for (const [code, count] of this.#counts) {
      const message = `${count - MAX_GAPS} more gaps of this kind lie in this artifact; the first ${MAX_GAPS} are listed`;
      if (count > MAX_GAPS) this.#onGap({ path, code, message });
    }
  }
};

// src/unpack/tail.ts
var Tail = class {
  #chunks = [];
  #size = 0;
  push(chunk) {
    this.#chunks.push(chunk.subarray(-TAIL_BYTES));
    this.#size += this.#chunks.at(-1).length;
    while (this.#size - this.#chunks[0].length >= TAIL_BYTES) this.#size -= this.#chunks.shift().length;
  }
  bytes() {
    return Buffer.concat(this.#chunks).subarray(-TAIL_BYTES);
  }
};

// src/unpack/walk.ts
async function walk(artifact, options3) {
  const gaps = new GapLedger((gap) => options3.onGap(gap));
  const walker = new Walker(options3, gaps);
  await walker.visitSource({ path: artifact.path, depth: 1, examinedBy: [] }, artifact.source);
  gaps.tellUntold(artifact.path);
}
var HEAD_BYTES = 4 << 10;
var Walker = class {
  #options;
  #gaps;
  #headBytes;
  /** The budget of the whole artifact is spent: what is at hand is handed on, nothing more is opened. */
  #stopped = false;
  constructor(options3, gaps) {
    this.#options = options3;
    this.#gaps = gaps;
    this.#headBytes = Math.max(
      options3.headBytes ?? HEAD_BYTES,
      ...options3.containers.map(({ headBytes }) => headBytes)
    );
  }
  async visitSource(position, source) {
    const ends = await this.#attempt(position.path, async () => readEnds(source, this.#headBytes));
    if (ends === void 0) return;
    const isOpened = await this.#openAll(position, this.#claims(position, ends.head), source) ?? await this.#openAll(position, this.#tailClaims(position, ends.tail), source) ?? false;
    if (!isOpened || this.#options.needsSource(ends.head)) await this.#leaf({ path: position.path, source });
  }
  /** @returns true when one of `claims` could be opened, false when none may be, undefined when none could be */
  async #openAll(position, claims, source) {
    if (claims.length === 0) return void 0;
    if (!this.#mayOpen(position)) return false;
    let isOpened;
    for (const container of claims) {
      const entries2 = entriesOf(container, source, position.cutBy, this.#options.budget);
      if (await this.#open(position, container, entries2)) isOpened = true;
    }
    return isOpened;
  }
  async #visitEntry(position, entry) {
    const { budget } = this.#options;
    const input = new EntryInput(entry.open(), budget, (error) => this.#report(position.path, error));
    try {
      const held = await input.hold(SPOOL_MEMORY_BYTES + 1);
      if (input.ended) await this.visitSource({ ...position, cutBy: input.failure }, new MemorySource(held));
      else await this.#visitLargeEntry(position, input, held.subarray(0, this.#headBytes));
    } finally {
      await input.close();
    }
  }
  async #visitLargeEntry(position, input, head) {
    const claims = this.#claims(position, head);
    const needsSource = this.#options.needsSource(head);
    const [first, second] = claims;
    if (first === void 0 && !needsSource) return this.#streamedLeaf(position, input, "look at its end");
    if (!needsSource && !this.#mayOpen(position)) return this.#streamedLeaf(position, input);
    if (needsSource || second !== void 0 || first?.reads !== "stream") return this.#visitSpooled(position, input);
    const entries2 = first.entries(input.chunks(), this.#options.budget);
    if (await this.#open(position, first, entries2, () => input.forget())) return;
    if (input.rewind()) await this.#streamedLeaf(position, input);
  }
  async #visitSpooled(position, input) {
    const spool = new Spool();
    try {
      await this.#attempt(position.path, async () => {
        for (let chunk = await input.next(); chunk !== void 0; chunk = await input.next()) spool.write(chunk);
      });
      await this.visitSource({ ...position, cutBy: input.failure }, spool.source());
    } finally {
      spool.close();
    }
  }
  /** Too large to be kept, and nothing asks for that. An archive at its very end is seen only when it has gone by. */
  async #streamedLeaf({ path, examinedBy }, input, mode) {
    const tail = new Tail();
    const stream = (async function* () {
      for (let chunk = await input.next(); chunk !== void 0; chunk = await input.next()) {
        if (mode !== void 0) tail.push(chunk);
        yield chunk;
      }
    })();
    await this.#leaf({ path, stream });
    if (mode === void 0 || !input.ended) return;
    const bytes = tail.bytes();
    for (const container of this.#options.containers)
      if (container.reads === "source" && !examinedBy.includes(container) && container.sniffTail?.(bytes))
        this.#gaps.tell({ path, code: "unsupported", message: endsWith(container) });
  }
  /** @returns whether the container ended well or gave an entry: then its entries cover all that lies here */
  async #open({ path, depth, examinedBy }, container, entries2, onFirstEntry = () => {
  }) {
    const iterator = entries2[Symbol.asyncIterator]();
    let isOpened = false;
    const opened = () => {
      if (isOpened) return;
      isOpened = true;
      this.#options.onFormat(container.id);
      onFirstEntry();
    };
    try {
      while (!this.#stopped) {
        const step = await this.#attempt(path, () => iterator.next());
        if (step === void 0) break;
        if (step.done) {
          opened();
          break;
        }
        const item = step.value;
        if ("trouble" in item) {
          this.#gaps.tell({ path: item.name === void 0 ? path : innerPath(path, item.name), ...item.trouble });
          continue;
        }
        if (!await this.#attempt(path, async () => this.#takeEntry())) break;
        opened();
        const examined = item.isRemainder ? [...examinedBy, container] : [];
        await this.#visitEntry({ path: innerPath(path, item.name), depth: depth + 1, examinedBy: examined }, item);
      }
    } finally {
      await iterator.return?.();
    }
    return isOpened;
  }
  #takeEntry() {
    this.#options.budget.takeEntry();
    return true;
  }
  #claims({ examinedBy }, head) {
    if (this.#stopped) return [];
    return this.#options.containers.filter((container) => !examinedBy.includes(container) && container.sniff(head));
  }
  #tailClaims({ examinedBy }, tail) {
    if (this.#stopped) return [];
    return this.#options.containers.filter(
      (container) => container.reads === "source" && !examinedBy.includes(container) && container.sniffTail?.(tail)
    );
  }
  #mayOpen({ path, depth }) {
    try {
      this.#options.budget.enter(depth);
      return true;
    } catch (error) {
      this.#report(path, error);
      return false;
    }
  }
  async #leaf(leaf) {
    await this.#attempt(leaf.path, () => this.#options.visit(leaf));
  }
  /** What `action` gives, or undefined when it threw an error that is a gap now. */
  async #attempt(path, action) {
    try {
      return await action();
    } catch (error) {
      this.#report(path, error);
      return void 0;
    }
  }
  #report(path, error) {
    this.#gaps.report(path, error);
    if (error instanceof BudgetError && this.#options.budget.isSpent) this.#stopped = true;
  }
};
function entriesOf(container, source, cutBy, budget) {
  return container.reads === "source" ? container.entries(source, budget) : container.entries(cutBy === void 0 ? streamOf(source) : cutStream(source, cutBy), budget);
}
async function* cutStream(source, cutBy) {
  yield* streamOf(source);
  throw cutBy;
}
function readEnds(source, headBytes) {
  const tailBytes = Math.min(TAIL_BYTES, source.size);
  return {
    head: source.read(0, Math.min(headBytes, source.size)),
    tail: source.read(source.size - tailBytes, tailBytes)
  };
}
function endsWith({ title }) {
  return `expected no archive at the end of a file this large, found a ${title} there: its bytes are scanned, but it was not opened; scan it as a file of its own`;
}

// src/views/unread-view.ts
function unreadView(id, message) {
  return { id, regions: [], memory: NO_MEMORY, troubles: [{ code: "unsupported", message }] };
}

// src/views/avml.ts
var avml = {
  id: "avml",
  title: "AVML memory image, compressed (recognised, not read)",
  headBytes: 8,
  sniff(head) {
    return Buffer.from(head.subarray(0, 8)).toString("latin1") === "AVML\0\0\0";
  },
  open() {
    const advice = "convert it with avml-convert to the format lime, and scan that";
    return unreadView(avml.id, `AVML image: its memory is compressed with snappy, which is not read; ${advice}`);
  }
};

// src/views/module-bases.ts
var MAX_GAP_BYTES = 1n << 30n;
var ModuleBases = class {
  #bases = /* @__PURE__ */ new Map();
  /** @param fileOffset in bytes */
  baseOf(path, start, fileOffset) {
    if (fileOffset === 0n) this.#bases.set(path, start);
    const base = this.#bases.get(path);
    if (base === void 0) return void 0;
    const gap = start - base - fileOffset;
    return gap > -MAX_GAP_BYTES && gap < MAX_GAP_BYTES ? base : void 0;
  }
};

// src/views/region-layout.ts
var MAX_REGIONS = 1 << 18;
function layOut(claims, size) {
  const sorted = [...claims].sort((a, b) => a.offset - b.offset);
  const regions = [];
  let end = 0;
  for (const claim of sorted) {
    const start = Math.max(claim.offset, end);
    const stop = Math.min(claim.offset + claim.length, size);
    if (start >= stop) continue;
    regions.push(partOf(claim, start, stop));
    end = stop;
  }
  return regions;
}
function overlay(base, top) {
  const result = [];
  let next = 0;
  let covered = 0;
  for (const region of base) {
    let start = Math.max(region.offset, covered);
    const stop = region.offset + region.length;
    for (; next < top.length && top[next].offset < stop; next++) {
      const cover = top[next];
      if (cover.offset > start) result.push(partOf(region, start, cover.offset));
      result.push(cover);
      covered = cover.offset + cover.length;
      start = Math.max(start, covered);
    }
    if (start < stop) result.push(partOf(region, start, stop));
  }
  return [...result, ...top.slice(next)];
}
function nameByAddress(regions, ranges) {
  const names = disjoint(ranges);
  const result = [];
  let room = MAX_REGIONS - regions.length;
  for (const region of regions) {
    if (region.address === void 0 || region.name !== void 0 || room <= 0) {
      result.push(region);
      continue;
    }
    const pieces2 = split(region, region.address, names, room);
    room -= pieces2.length - 1;
    for (const piece of pieces2) result.push(piece);
  }
  return result;
}
function split(region, address, ranges, room) {
  const pieces2 = [];
  const stop = region.offset + region.length;
  const stopAddress = address + BigInt(region.length);
  const offsetOf = (at2) => region.offset + Number(at2 - address);
  let at = region.offset;
  for (let index = firstEndingAbove(ranges, address); at < stop && pieces2.length < room; index++) {
    const range = ranges[index];
    if (range === void 0 || range.start >= stopAddress) break;
    const start = range.start <= address ? at : offsetOf(range.start);
    const end = range.end >= stopAddress ? stop : offsetOf(range.end);
    if (start > at) pieces2.push(partOf(region, at, start));
    const { name, moduleBase } = range;
    pieces2.push({ ...partOf(region, start, end), name, ...moduleBase === void 0 ? {} : { moduleBase } });
    at = end;
  }
  if (at < stop) pieces2.push(partOf(region, at, stop));
  return pieces2;
}
function disjoint(ranges) {
  const sorted = [...ranges].sort((a, b) => a.start < b.start ? -1 : a.start > b.start ? 1 : 0);
  const result = [];
  let end = 0n;
  for (const range of sorted) {
    const start = range.start < end ? end : range.start;
    if (start >= range.end) continue;
    result.push({ ...range, start });
    end = range.end;
  }
  return result;
}
function firstEndingAbove(ranges, address) {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = low + high >>> 1;
    if (ranges[middle].end > address) high = middle;
    else low = middle + 1;
  }
  return low;
}
function partOf(region, start, stop) {
  if (start === region.offset && stop === region.offset + region.length) return region;
  const moved = region.address === void 0 ? {} : { address: region.address + BigInt(start - region.offset) };
  return { ...region, ...moved, offset: start, length: stop - start };
}
function cutOff(format, claims, size) {
  let missing = 0;
  let end = size;
  for (const { offset, length } of claims) {
    if (offset + length <= size) continue;
    missing++;
    end = Math.max(end, offset + length);
  }
  if (missing === 0) return [];
  const message = `${format}: expected ${end} bytes by its own tables, but the file ends at ${size}, so ${missing} of ${claims.length} parts are cut off or missing; write the dump again without a size limit`;
  return [{ code: "damaged", message }];
}
function tooMany(format, what, count, limit = MAX_REGIONS) {
  if (count <= limit) return [];
  const message = `${format}: expected at most ${limit} ${what}, found more; the bytes of the rest are scanned without address and name`;
  return [{ code: "unsupported", message }];
}

// src/views/elf-notes.ts
var STACK_POINTERS = [
  { machine: 3, wordBytes: 4, offset: 72 + 15 * 4, registerBytes: 4 },
  // i386: esp
  { machine: 8, wordBytes: 4, offset: 72 + 35 * 4, registerBytes: 4 },
  // MIPS o32: 6 words, then r0 to r31
  { machine: 8, wordBytes: 8, offset: 112 + 29 * 8, registerBytes: 8 },
  // MIPS n64
  { machine: 20, wordBytes: 4, offset: 72 + 4, registerBytes: 4 },
  // PowerPC: r1
  { machine: 21, wordBytes: 8, offset: 112 + 8, registerBytes: 8 },
  // PowerPC 64
  { machine: 22, wordBytes: 8, offset: 112 + 17 * 8, registerBytes: 8 },
  // s390x: psw, then r0 to r15
  { machine: 40, wordBytes: 4, offset: 72 + 13 * 4, registerBytes: 4 },
  // Arm
  { machine: 62, wordBytes: 8, offset: 112 + 19 * 8, registerBytes: 8 },
  // x86-64: rsp
  { machine: 62, wordBytes: 4, offset: 72 + 19 * 8, registerBytes: 8 },
  // x32
  { machine: 183, wordBytes: 8, offset: 112 + 31 * 8, registerBytes: 8 },
  // AArch64: behind x0 to x30
  { machine: 243, wordBytes: 4, offset: 72 + 2 * 4, registerBytes: 4 },
  // RISC-V: pc, ra, sp
  { machine: 243, wordBytes: 8, offset: 112 + 2 * 8, registerBytes: 8 },
  { machine: 258, wordBytes: 8, offset: 112 + 3 * 8, registerBytes: 8 }
  // LoongArch: r3
];
var NT_PRSTATUS = 1;
var NT_AUXV = 6;
var NT_FILE = 1179208773;
var PROCESS_NOTES = /* @__PURE__ */ new Map([
  [3, "process info and arguments"],
  // NT_PRPSINFO
  [NT_AUXV, "auxiliary vector"],
  [NT_FILE, "mapped file names"]
]);
var REGISTER_SETS = /* @__PURE__ */ new Map([
  [2, "fpreg"],
  [1189489535, "fxsave"],
  // NT_PRXFPREG
  [256, "ppc vmx"],
  [257, "ppc spe"],
  [258, "ppc vsx"],
  [512, "386 tls"],
  [514, "xstate"],
  [516, "shstk"],
  [768, "s390 high gprs"],
  [777, "s390 vxrs low"],
  [778, "s390 vxrs high"],
  [1024, "arm vfp"],
  [1025, "arm tls"],
  [1029, "arm sve"],
  [1030, "arm pac mask"],
  [1031, "arm paca keys"],
  [1032, "arm pacg keys"],
  [1035, "arm ssve"],
  [1036, "arm za"],
  [1037, "arm zt"],
  [2048, "mips dsp"],
  [2050, "mips msa"],
  [2304, "riscv csr"],
  [2305, "riscv vector"],
  [2562, "loongarch lsx"],
  [2563, "loongarch lasx"]
]);
var NT_SIGINFO = 1397311305;
var MAX_FILE_NOTE_BYTES = 16 << 20;
var MAX_PATH_BYTES = 4096;
var MAX_AUXILIARY_PAIRS = 512;
var NoteReader = class {
  notes = {
    regions: [],
    stackPointers: /* @__PURE__ */ new Map(),
    files: [],
    auxiliary: /* @__PURE__ */ new Map(),
    damage: void 0
  };
  #fields;
  #wordBytes;
  #stackPointer;
  #thread = 0;
  #count = 0;
  /** Both are read once: a core has one of each, and a hostile one could repeat the longest. */
  #sawAuxiliary = false;
  #sawFiles = false;
  constructor(fields, machine, wordBytes) {
    this.#fields = fields;
    this.#wordBytes = wordBytes;
    this.#stackPointer = STACK_POINTERS.find((at) => at.machine === machine && at.wordBytes === wordBytes);
  }
  /** Notes read so far; reading ends at MAX_REGIONS + 1. */
  get count() {
    return this.#count;
  }
  /** @param alignment p_align of the segment: 8 pads name and content to 8 bytes, everything else to 4 */
  addSegment(start, length, alignment) {
    try {
      this.#readSegment(start, Math.min(start + length, this.#fields.size), alignment === 8 ? 8 : 4);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      this.notes.damage = error.message;
    }
  }
  #readSegment(start, end, alignment) {
    for (let at = start; at + 12 <= end; ) {
      if (this.#count > MAX_REGIONS) return;
      this.#count++;
      const nameBytes = this.#fields.u32(at);
      const length = this.#fields.u32(at + 4);
      const type = this.#fields.u32(at + 8);
      const content = at + 12 + padded2(nameBytes, alignment);
      if (content + length > end) this.notes.damage ??= `the note at offset ${at} reaches behind its segment`;
      if (content > end) return;
      const owner = nameBytes > 0 && nameBytes <= 32 ? this.#fields.text(at + 12, nameBytes) : "";
      this.#add(owner, type, content, length);
      at = content + padded2(length, alignment);
    }
  }
  #add(owner, type, offset, length) {
    const known = owner === "CORE" || owner === "LINUX" || owner === "FreeBSD";
    if (known && type === NT_PRSTATUS) this.#addThread(owner, offset, length);
    if (owner === "CORE" && type === NT_AUXV && !this.#sawAuxiliary) this.#readAuxiliary(offset, length);
    if (owner === "CORE" && type === NT_FILE && !this.#sawFiles) this.#readFiles(offset, length);
    if (length === 0) return;
    const name = known ? this.#nameOf(owner, type) : `note ${owner || "(no owner)"}`;
    this.notes.regions.push({ offset, length, name });
  }
  #nameOf(owner, type) {
    const ofProcess = PROCESS_NOTES.get(type);
    if (ofProcess !== void 0) return ofProcess;
    if (type === NT_PRSTATUS) return `thread ${this.#thread} registers`;
    if (type === NT_SIGINFO) return `thread ${this.#thread} signal info`;
    const registerSet = REGISTER_SETS.get(type) ?? (owner === "LINUX" ? `note 0x${type.toString(16)}` : void 0);
    return registerSet === void 0 ? `note ${owner} 0x${type.toString(16)}` : `thread ${this.#thread} registers (${registerSet})`;
  }
  #addThread(owner, offset, length) {
    this.#thread++;
    const at = this.#stackPointer;
    if (at === void 0 || owner === "FreeBSD" || length < at.offset + at.registerBytes) return;
    const value = at.registerBytes === 8 ? this.#fields.u64(offset + at.offset) : BigInt(this.#fields.u32(offset + at.offset));
    this.notes.stackPointers.set(this.#thread, value);
  }
  #readAuxiliary(offset, length) {
    this.#sawAuxiliary = true;
    const pairBytes = 2 * this.#wordBytes;
    const pairs2 = Math.min(Math.floor(length / pairBytes), MAX_AUXILIARY_PAIRS);
    for (let index = 0; index < pairs2; index++) {
      const type = Number(this.#word(offset + index * pairBytes));
      if (type === 0) return;
      this.notes.auxiliary.set(type, this.#word(offset + index * pairBytes + this.#wordBytes));
    }
  }
  /**
   * NT_FILE: count, page size; for each mapping start, end, offset in pages; then the paths, each with its NUL. gdb
   * writes a page size of 1 and offsets in bytes.
   */
  #readFiles(offset, length) {
    this.#sawFiles = true;
    const word = this.#wordBytes;
    const end = Math.min(offset + Math.min(length, MAX_FILE_NOTE_BYTES), this.#fields.size);
    if (length < 2 * word) return;
    const fitting = Math.floor((end - offset - 2 * word) / (3 * word + 1));
    const count = Math.max(0, Math.min(Number(this.#word(offset)), fitting, MAX_REGIONS));
    const pageBytes = this.#word(offset + word);
    const entries2 = Array.from({ length: count }, (_, index) => {
      const entry = offset + 2 * word + index * 3 * word;
      return {
        start: this.#word(entry),
        end: this.#word(entry + word),
        fileOffset: this.#word(entry + 2 * word) * pageBytes
      };
    });
    const bases = new ModuleBases();
    let path = offset + 2 * word + count * 3 * word;
    for (const { start, end: stop, fileOffset } of entries2) {
      if (path >= end) return;
      const longest = Math.min(MAX_PATH_BYTES, end - path);
      const name = this.#fields.text(path, longest);
      const moduleBase = bases.baseOf(name, start, fileOffset);
      this.notes.files.push({ start, end: stop, name, ...moduleBase === void 0 ? {} : { moduleBase } });
      path += this.#fields.textLength(path, longest) + 1;
    }
  }
  #word(at) {
    return this.#wordBytes === 8 ? this.#fields.u64(at) : BigInt(this.#fields.u32(at));
  }
};
function padded2(length, alignment) {
  return Math.ceil(length / alignment) * alignment;
}

// src/views/address-spans.ts
function sortSpans(spans) {
  return [...spans].sort((a, b) => a.start < b.start ? -1 : a.start > b.start ? 1 : 0);
}
function spanHolding(spans, address) {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = low + high >>> 1;
    if (spans[middle].start <= address) low = middle + 1;
    else high = middle;
  }
  const span = spans[low - 1];
  return span !== void 0 && address < span.end ? span : void 0;
}
function nameStacks(spans, stackPointers) {
  const threads = /* @__PURE__ */ new Map();
  for (const [thread, address] of stackPointers) {
    const span = spanHolding(spans, address);
    if (span === void 0) continue;
    const inSpan = threads.get(span);
    if (inSpan === void 0) threads.set(span, [thread]);
    else inSpan.push(thread);
  }
  return [...threads].map(([{ start, end }, [first, ...others]]) => {
    const name = others.length === 0 ? `thread ${first} stack` : `memory with the stacks of ${others.length + 1} threads`;
    return { start, end, name };
  });
}

// src/views/elf-process-names.ts
var AT_ENTRY = 9;
var AT_EXECFN = 31;
var AT_SYSINFO_EHDR = 33;
var MAX_HEAP_DISTANCE = (1n << 30n) + (32n << 20n);
function nameProcessMemory(regions, segments, notes) {
  const spans = spansOf(segments);
  const ranges = [...notes.files, ...nameStacks(spans, notes.stackPointers)];
  const taken = new Set(ranges.map(({ start }) => start));
  const nameless = spans.filter(({ start }) => !taken.has(start));
  const known = [...bss(nameless, spans, notes.files), ...systemSpans(nameless, notes)];
  const heap = findHeap(nameless, known, notes);
  return nameByAddress(nameByAddress(regions, ranges), heap === void 0 ? known : [...known, heap]);
}
function spansOf(segments) {
  return sortSpans(
    segments.map(({ virtualAddress: start, memoryBytes, writable }) => {
      return { start, end: start + BigInt(memoryBytes), writable };
    })
  );
}
function bss(nameless, spans, files) {
  const endsAt = new Map(files.map((file) => [file.end, file]));
  return nameless.flatMap(({ start, end, writable }) => {
    const file = endsAt.get(start);
    if (!writable || file?.moduleBase === void 0 || file.moduleBase === file.start) return [];
    if (!file.name.startsWith("/")) return [];
    if (spanHolding(spans, start - 1n)?.writable !== true) return [];
    return [{ start, end, name: `${file.name} .bss` }];
  });
}
function systemSpans(nameless, notes) {
  const addresses = { "[vdso]": notes.auxiliary.get(AT_SYSINFO_EHDR), "[stack]": notes.auxiliary.get(AT_EXECFN) };
  return Object.entries(addresses).flatMap(([name, address]) => {
    const span = address === void 0 ? void 0 : spanHolding(nameless, address);
    return span === void 0 ? [] : [{ start: span.start, end: span.end, name }];
  });
}
function findHeap(nameless, known, notes) {
  const entry = notes.auxiliary.get(AT_ENTRY);
  if (entry === void 0) return void 0;
  const program = notes.files.find(({ start, end }) => start <= entry && entry < end);
  if (program?.moduleBase === void 0) return void 0;
  const inProgram = (file) => file.name === program.name && file.moduleBase === program.moduleBase;
  const programEnd = notes.files.findLast(inProgram).end;
  const taken = new Set(known.map(({ start }) => start));
  const heap = nameless.find(({ start, writable }) => start >= programEnd && writable && !taken.has(start));
  const nextFile = notes.files.find(({ start }) => start >= programEnd);
  if (heap === void 0 || heap.start - programEnd > MAX_HEAP_DISTANCE) return void 0;
  if (nextFile !== void 0 && nextFile.start < heap.start) return void 0;
  return { start: heap.start, end: heap.end, name: "[heap]" };
}

// src/views/elf-segments.ts
var PN_XNUM = 65535;
function readHeader(fields, wordBytes) {
  const header = wordBytes === 8 ? readHeader64(fields) : readHeader32(fields);
  const least = wordBytes === 8 ? 56 : 32;
  if (header.entryBytes >= least) return header;
  throw new FormatError(
    `ELF core: expected program headers of at least ${least} bytes, but e_phentsize is ${header.entryBytes}`
  );
}
function readHeader64(fields) {
  const tableOffset = fields.size64(32);
  const sections = fields.size64(40);
  const entryBytes = fields.u16(54);
  const count = fields.u16(56);
  const counted = count === PN_XNUM ? countFromSections(fields, sections + 44, () => (fields.size64(tableOffset + 8) - tableOffset) / entryBytes) : { entryCount: count, troubles: [] };
  const machine = fields.u16(18);
  return { wordBytes: 8, machine, tableOffset, entryBytes, readSegment: readSegment64, ...counted };
}
function readHeader32(fields) {
  const tableOffset = fields.u32(28);
  const sections = fields.u32(32);
  const entryBytes = fields.u16(42);
  const count = fields.u16(44);
  const counted = count === PN_XNUM ? countFromSections(fields, sections + 28, () => (fields.u32(tableOffset + 4) - tableOffset) / entryBytes) : { entryCount: count, troubles: [] };
  const machine = fields.u16(18);
  return { wordBytes: 4, machine, tableOffset, entryBytes, readSegment: readSegment32, ...counted };
}
function countFromSections(fields, infoAt, countToFirstSegment) {
  if (infoAt + 4 <= fields.size) return { entryCount: fields.u32(infoAt), troubles: [] };
  const message = `ELF core: expected the number of segments in section header 0, at offset ${infoAt}, but the file ends at ${fields.size}; write the dump again without a size limit`;
  const entryCount = Math.max(0, Math.floor(countToFirstSegment()));
  return { entryCount: Number.isFinite(entryCount) ? entryCount : 0, troubles: [{ code: "damaged", message }] };
}
function readSegment64(fields, at) {
  return {
    type: fields.u32(at),
    //  0  4  p_type
    writable: (fields.u32(at + 4) & 2) !== 0,
    //  4  4  p_flags
    offset: fields.size64(at + 8),
    //  8  8  p_offset
    virtualAddress: fields.u64(at + 16),
    // 16  8  p_vaddr
    physicalAddress: fields.u64(at + 24),
    // 24  8  p_paddr
    fileBytes: fields.size64(at + 32),
    // 32  8  p_filesz
    memoryBytes: fields.size64(at + 40),
    // 40  8  p_memsz
    alignment: fields.size64(at + 48)
    // 48  8  p_align
  };
}
function readSegment32(fields, at) {
  return {
    type: fields.u32(at),
    //  0  4  p_type
    offset: fields.u32(at + 4),
    //  4  4  p_offset
    virtualAddress: BigInt(fields.u32(at + 8)),
    //  8  4  p_vaddr
    physicalAddress: BigInt(fields.u32(at + 12)),
    // 12  4  p_paddr
    fileBytes: fields.u32(at + 16),
    // 16  4  p_filesz
    memoryBytes: fields.u32(at + 20),
    // 20  4  p_memsz
    writable: (fields.u32(at + 24) & 2) !== 0,
    // 24  4  p_flags
    alignment: fields.u32(at + 28)
    // 28  4  p_align
  };
}

// src/views/fields.ts
var WINDOW_BYTES2 = 16 << 10;
var DECODER = new TextDecoder();
var Fields = class {
  source;
  littleEndian;
  #window;
  #view;
  #start = 0;
  #filled = 0;
  constructor(source, littleEndian) {
    this.source = source;
    this.littleEndian = littleEndian;
    this.#window = new Uint8Array(Math.min(WINDOW_BYTES2, source.size));
    this.#view = new DataView(this.#window.buffer);
  }
  get size() {
    return this.source.size;
  }
  u8(at) {
    return this.#view.getUint8(this.#reach(at, 1));
  }
  u16(at) {
    return this.#view.getUint16(this.#reach(at, 2), this.littleEndian);
  }
  u32(at) {
    return this.#view.getUint32(this.#reach(at, 4), this.littleEndian);
  }
  /** For addresses, which are values and not sizes. */
  u64(at) {
    return this.#view.getBigUint64(this.#reach(at, 8), this.littleEndian);
  }
  /** For sizes, counts and file offsets: what no file can hold becomes `Number.MAX_SAFE_INTEGER`, so that it fails every bound. */
  size64(at) {
    const value = this.u64(at);
    return value > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(value);
  }
  /** UTF-8 up to the first NUL, or all of `length`, which callers keep at or below 16 KiB. */
  text(at, length) {
    return DECODER.decode(this.#textBytes(at, length));
  }
  /** Bytes before the first NUL, or `length` when there is none. */
  textLength(at, length) {
    return this.#textBytes(at, length).length;
  }
  /** UTF-16 in the byte order of the file. @param byteLength at most 16 KiB */
  utf16(at, byteLength) {
    const start = this.#reach(at, byteLength);
    const decoder = new TextDecoder(this.littleEndian ? "utf-16le" : "utf-16be");
    return decoder.decode(this.#window.subarray(start, start + byteLength));
  }
  #textBytes(at, length) {
    const start = this.#reach(at, length);
    const bytes = this.#window.subarray(start, start + length);
    const nul = bytes.indexOf(0);
    return nul === -1 ? bytes : bytes.subarray(0, nul);
  }
  /** @returns where `at` lies in the window, which then holds `length` bytes from there */
  #reach(at, length) {
    if (at >= this.#start && at + length <= this.#start + this.#filled) return at - this.#start;
    assertInside(at, length, this.size);
    assertInside(0, length, this.#window.length);
    this.#filled = 0;
    const count = Math.min(this.#window.length, this.size - at);
    this.source.readInto(this.#window.subarray(0, count), at);
    this.#start = at;
    this.#filled = count;
    return 0;
  }
};

// src/views/mapped-memory.ts
var MAX_PEEK_BYTES = 1 << 20;
var PAGE_BYTES = 4 << 10;
var CACHED_PAGES = 64;
var EMPTY = new Uint8Array(0);
var MappedMemory = class {
  #source;
  #mappings;
  #pages;
  /** Number of the page of the file that each slot of the cache holds, or -1. */
  #held = new Float64Array(CACHED_PAGES).fill(-1);
  #scratch = EMPTY;
  /** Where the last address was found: the next one is often near. */
  #last = 0;
  /** @param mappings in any order; they are cut to the source */
  constructor(source, mappings, properties = {}) {
    this.#source = source;
    this.#mappings = withoutOverlap(mappings.flatMap((mapping) => inside(mapping, source.size)));
    this.#pages = new Uint8Array(Math.min(CACHED_PAGES, Math.ceil(source.size / PAGE_BYTES)) * PAGE_BYTES);
    if (properties.pointerBytes !== void 0) this.pointerBytes = properties.pointerBytes;
    if (properties.littleEndian !== void 0) this.littleEndian = properties.littleEndian;
  }
  /** @returns at most MAX_PEEK_BYTES; owned by this object and overwritten by the next call */
  peek(address, length) {
    if (!(length >= 0 && length <= MAX_PEEK_BYTES)) return void 0;
    const index = this.#find(address);
    if (index === void 0) return void 0;
    const mapping = this.#mappings[index];
    const skip = Number(address - mapping.address);
    if (skip + length <= mapping.length) return this.#read(mapping.offset + skip, length);
    return this.#holds(index, skip, length) ? this.#gather(index, skip, length) : void 0;
  }
  #find(address) {
    const last = this.#mappings[this.#last];
    if (last !== void 0 && isIn(address, last)) return this.#last;
    let low = 0;
    let high = this.#mappings.length;
    while (low < high) {
      const middle = low + high >>> 1;
      if (this.#mappings[middle].address <= address) low = middle + 1;
      else high = middle;
    }
    const candidate = this.#mappings[low - 1];
    if (candidate === void 0 || !isIn(address, candidate)) return void 0;
    this.#last = low - 1;
    return low - 1;
  }
  /** Whether the mappings from `index` on hold `length` bytes without a hole. */
  #holds(index, skip, length) {
    let mapping = this.#mappings[index];
    let missing = length - (mapping.length - skip);
    while (missing > 0) {
      const next = this.#mappings[++index];
      if (next === void 0 || next.address !== endOf(mapping)) return false;
      missing -= next.length;
      mapping = next;
    }
    return true;
  }
  #gather(index, skip, length) {
    const target = this.#scratchOf(length);
    for (let done = 0, from = skip; done < length; index++, from = 0) {
      const mapping = this.#mappings[index];
      const count = Math.min(mapping.length - from, length - done);
      this.#source.readInto(target.subarray(done, done + count), mapping.offset + from);
      done += count;
    }
    return target;
  }
  #read(offset, length) {
    const page = Math.floor(offset / PAGE_BYTES);
    const skip = offset - page * PAGE_BYTES;
    if (skip + length > PAGE_BYTES) {
      const target = this.#scratchOf(length);
      this.#source.readInto(target, offset);
      return target;
    }
    if (length === 0) return EMPTY;
    const slots = this.#pages.length / PAGE_BYTES;
    const slot = page % slots;
    const bytes = this.#pages.subarray(slot * PAGE_BYTES, (slot + 1) * PAGE_BYTES);
    if (this.#held[slot] !== page) {
      this.#held[slot] = -1;
      const start = page * PAGE_BYTES;
      this.#source.readInto(bytes.subarray(0, Math.min(PAGE_BYTES, this.#source.size - start)), start);
      this.#held[slot] = page;
    }
    return bytes.subarray(skip, skip + length);
  }
  /** Called with a length that the mappings do hold, so it is bounded by the file as well as by MAX_PEEK_BYTES. */
  #scratchOf(length) {
    if (this.#scratch.length < length) this.#scratch = new Uint8Array(Math.max(length, PAGE_BYTES));
    return this.#scratch.subarray(0, length);
  }
};
function inside(mapping, size) {
  const { address, offset } = mapping;
  return offset < size ? [{ address, offset, length: Math.min(mapping.length, size - offset) }] : [];
}
function withoutOverlap(mappings) {
  const sorted = [...mappings].sort((a, b) => a.address < b.address ? -1 : a.address > b.address ? 1 : 0);
  const result = [];
  let end = 0n;
  for (const mapping of sorted) {
    const covered = mapping.address < end ? Number(end - mapping.address) : 0;
    if (covered >= mapping.length) continue;
    const { address, offset, length } = mapping;
    result.push({ address: address + BigInt(covered), offset: offset + covered, length: length - covered });
    end = endOf(mapping);
  }
  return result;
}
function isIn(address, mapping) {
  return address >= mapping.address && address < endOf(mapping);
}
function endOf(mapping) {
  return mapping.address + BigInt(mapping.length);
}

// src/views/elf-core.ts
var FORMAT = "ELF core";
var ET_CORE = 4;
var PT_LOAD = 1;
var PT_NOTE = 4;
var elfCore = {
  id: "elf-core",
  title: "ELF core dump (32 and 64 bit; also QEMU and VirtualBox memory)",
  headBytes: 18,
  sniff(head) {
    if (head.length < 18) return false;
    const [magic0, magic1, magic2, magic3, wordSize, byteOrder] = head;
    if (magic0 !== 127 || magic1 !== 69 || magic2 !== 76 || magic3 !== 70) return false;
    if (wordSize !== 1 && wordSize !== 2) return false;
    if (byteOrder === 1) return head[16] === ET_CORE && head[17] === 0;
    return byteOrder === 2 && head[16] === 0 && head[17] === ET_CORE;
  },
  open(source) {
    const head = source.read(0, Math.min(elfCore.headBytes, source.size));
    if (!elfCore.sniff(head)) throw new FormatError(`${FORMAT}: expected an ELF header with e_type 4 (ET_CORE)`);
    const fields = new Fields(source, head[5] === 1);
    return openCore(fields, readHeader(fields, head[4] === 2 ? 8 : 4));
  }
};
function openCore(fields, header) {
  const segments = [];
  const reader = new NoteReader(fields, header.machine, header.wordBytes);
  const table = { offset: header.tableOffset, length: header.entryCount * header.entryBytes };
  for (let index = 0; index < Math.min(header.entryCount, MAX_REGIONS); index++) {
    const at = header.tableOffset + index * header.entryBytes;
    if (at + header.entryBytes > fields.size) break;
    const segment = header.readSegment(fields, at);
    if (segment.type === PT_LOAD) segments.push(segment);
    if (segment.type !== PT_NOTE || segment.fileBytes === 0) continue;
    reader.addSegment(segment.offset, segment.fileBytes, segment.alignment);
  }
  const { notes } = reader;
  const physical = isPhysical(segments);
  const claims = segments.filter(({ fileBytes }) => fileBytes > 0).map((segment) => claimOf(segment, physical));
  const memory = layOut(claims, fields.size);
  const named = physical ? memory : nameProcessMemory(memory, segments, notes);
  const cut = cutOff(FORMAT, [table, ...claims, ...notes.regions], fields.size);
  return {
    id: elfCore.id,
    regions: overlay(named, layOut(notes.regions, fields.size)),
    memory: new MappedMemory(fields.source, claims, {
      pointerBytes: physical ? void 0 : header.wordBytes,
      littleEndian: fields.littleEndian
    }),
    troubles: [
      ...header.troubles,
      ...cut,
      ...cut.length > 0 || notes.damage === void 0 ? [] : [damaged2(notes.damage)],
      ...tooMany(FORMAT, "segments", header.entryCount),
      ...tooMany(FORMAT, "notes", reader.count)
    ]
  };
}
function isPhysical(segments) {
  const twice = segments.every(({ virtualAddress, physicalAddress }) => virtualAddress === physicalAddress);
  if (twice && segments.some(({ physicalAddress }) => physicalAddress !== 0n)) return true;
  return segments.length > 0 && segments.every(({ virtualAddress }) => virtualAddress === 0n);
}
function claimOf(segment, physical) {
  const { offset, fileBytes: length } = segment;
  if (physical) return { offset, length, address: segment.physicalAddress, name: "physical memory" };
  return { offset, length, address: segment.virtualAddress };
}
function damaged2(reason) {
  return { code: "damaged", message: `${FORMAT}: expected notes, but ${reason}` };
}

// src/views/hibernation.ts
var SIGNATURES3 = ["hibr", "HIBR", "wake", "WAKE", "RSTR"];
var hibernation = {
  id: "hibernation",
  title: "Windows hibernation file (recognised, not read)",
  headBytes: 32,
  /** Four letters are too little, since a text may begin with `wake`: the page size, or a wiped header, must follow. */
  sniff(head) {
    if (head.length < 32 || !SIGNATURES3.includes(Buffer.from(head.subarray(0, 4)).toString("latin1"))) return false;
    const view = new DataView(head.buffer, head.byteOffset, head.length);
    const pageBytes32 = view.getUint32(20, true);
    const pageBytes64 = view.getUint32(24, true);
    return pageBytes32 === 4096 || pageBytes64 === 4096 || head.subarray(4, 32).every((byte) => byte === 0);
  },
  open() {
    const advice = "convert it to a raw memory image (volatility, hibernation plugins), and scan that";
    return unreadView(hibernation.id, `hibernation file: its pages are compressed, which is not read; ${advice}`);
  }
};

// src/views/hprof.ts
var FORMAT2 = "HPROF";
var MAGIC = "JAVA PROFILE 1.0.";
var hprof = {
  id: "hprof",
  title: "Java heap dump (HPROF 1.0.1, 1.0.2, 1.0.3)",
  headBytes: MAGIC.length + 2,
  sniff(head) {
    const text = Buffer.from(head.subarray(0, MAGIC.length + 2)).toString("latin1");
    return /^JAVA PROFILE 1\.0\.[123]\0$/.test(text);
  },
  open(source) {
    const head = source.read(0, Math.min(hprof.headBytes, source.size));
    if (!hprof.sniff(head)) throw new FormatError(`${FORMAT2}: expected "${MAGIC}1", 2 or 3 and a NUL`);
    const fields = new Fields(source, false);
    const idBytes = fields.u32(hprof.headBytes);
    if (idBytes !== 4 && idBytes !== 8) {
      throw new FormatError(`${FORMAT2}: expected identifiers of 4 or 8 bytes, found ${idBytes}`);
    }
    return new HprofView(fields, idBytes);
  }
};
var RECORDS = /* @__PURE__ */ new Map([
  [1, "strings"],
  [2, "loaded classes"],
  [3, "unloaded classes"],
  [4, "stack frames"],
  [5, "stack traces"],
  [6, "allocation sites"],
  [7, "heap summary"],
  [10, "started threads"],
  [11, "ended threads"],
  [12, "heap dump"],
  [13, "CPU samples"],
  [14, "control settings"],
  [28, "heap dump segment"],
  [44, "heap dump end"]
]);
var HEAP_DUMP = 12;
var HEAP_DUMP_SEGMENT = 28;
var HEAP_DUMP_END = 44;
var HEADER_BYTES3 = 31;
var MAX_RECORDS = 1 << 24;
var MAX_HPROF_REGIONS = 1e5;
var HprofView = class {
  id = hprof.id;
  memory;
  #fields;
  #walked;
  constructor(fields, idBytes) {
    this.#fields = fields;
    this.memory = { peek: () => void 0, pointerBytes: idBytes, littleEndian: false };
  }
  get regions() {
    this.#walked ??= walkRecords(this.#fields);
    return this.#walked.regions;
  }
  get troubles() {
    this.#walked ??= walkRecords(this.#fields);
    return this.#walked.troubles;
  }
};
function walkRecords(fields) {
  const claims = [
    { offset: 0, length: HEADER_BYTES3, name: "header" }
  ];
  const { size } = fields;
  let at = HEADER_BYTES3;
  for (let count = 0; at + 9 <= size; count++) {
    if (count === MAX_RECORDS || claims.length > MAX_HPROF_REGIONS) return stopped(claims, size, at, "unsupported");
    const tag = fields.u8(at);
    const length = fields.u32(at + 5);
    const name = RECORDS.get(tag);
    if (name === void 0) return stopped(claims, size, at, "damaged");
    const bytes = tag === HEAP_DUMP && length === 0 ? size - at : 9 + length;
    const last = claims.at(-1);
    if (last?.name === name) last.length += bytes;
    else claims.push({ offset: at, length: bytes, name });
    at += bytes;
  }
  if (at < size) claims.push({ offset: at, length: 9, name: "record" });
  const cut = cutOff(FORMAT2, claims, size);
  return { regions: layOut(claims, size), troubles: cut.length > 0 ? cut : unfinished(claims, size) };
}
function unfinished(claims, size) {
  const has = (wanted) => claims.some(({ name }) => name === RECORDS.get(wanted));
  if (!has(HEAP_DUMP_SEGMENT) || has(HEAP_DUMP_END)) return [];
  const message = `${FORMAT2}: expected a heap dump end record behind the segments, but the file ends at ${size}; write the dump again`;
  return [{ code: "damaged", message }];
}
function stopped(claims, size, at, code) {
  const expected = code === "damaged" ? "a known record tag" : "the end of the records";
  const message = `${FORMAT2}: expected ${expected} at offset ${at}, found another record; the bytes from there are scanned without names`;
  return { regions: layOut(claims, size), troubles: [{ code, message }] };
}

// src/views/kdump.ts
var MAGICS = ["KDUMP   ", "DISKDUMP", "makedumpfile\0\0\0\0"];
var kdump = {
  id: "kdump",
  title: "kdump and makedumpfile dump of a Linux kernel (recognised, not read)",
  headBytes: 16,
  sniff(head) {
    const text = Buffer.from(head.subarray(0, 16)).toString("latin1");
    return MAGICS.some((magic) => text.startsWith(magic));
  },
  open() {
    const advice = "dump with makedumpfile -E, which writes an ELF core, and scan that";
    return unreadView(kdump.id, `kdump: its pages are compressed one by one, which is not read; ${advice}`);
  }
};

// src/views/lime.ts
var FORMAT3 = "LiME image";
var MAGIC2 = 1281969477;
var HEADER_BYTES4 = 32;
var lime = {
  id: "lime",
  title: "LiME memory image of a Linux machine",
  headBytes: 8,
  sniff(head) {
    if (head.length < 8) return false;
    const view = new DataView(head.buffer, head.byteOffset, head.length);
    return view.getUint32(0, true) === MAGIC2 && view.getUint32(4, true) === 1;
  },
  open(source) {
    const head = source.read(0, Math.min(lime.headBytes, source.size));
    if (!lime.sniff(head)) throw new FormatError(`${FORMAT3}: expected the magic EMiL and version 1`);
    const fields = new Fields(source, true);
    const { claims, troubles } = readRanges(fields);
    return {
      id: lime.id,
      regions: layOut(claims, source.size),
      memory: new MappedMemory(source, claims, { littleEndian: true }),
      troubles: [...troubles, ...cutOff(FORMAT3, claims, source.size)]
    };
  }
};
function readRanges(fields) {
  const claims = [];
  let at = 0;
  for (; at < fields.size; ) {
    if (claims.length > MAX_REGIONS) return { claims, troubles: tooMany(FORMAT3, "ranges", claims.length) };
    if (at + HEADER_BYTES4 > fields.size) return { claims, troubles: [damaged3(at, `the file ends at ${fields.size}`)] };
    const known = fields.u32(at) === MAGIC2 && fields.u32(at + 4) === 1;
    if (!known) return { claims, troubles: [damaged3(at, "something else stands there")] };
    const address = fields.u64(at + 8);
    const last = fields.u64(at + 16);
    if (last < address) return { claims, troubles: [damaged3(at, "its last address is below its first")] };
    const offset = at + HEADER_BYTES4;
    const length = Number(last - address) + 1;
    claims.push({ offset, length, address, name: "physical memory" });
    at = offset + length;
  }
  return { claims, troubles: [] };
}
function damaged3(at, found) {
  const message = `${FORMAT3}: expected the header of a range at offset ${at}, but ${found}; the bytes from there are scanned without addresses`;
  return { code: "damaged", message };
}

// src/views/macho-images.ts
var NOTE = "note all image infos";
var MAX_IMAGES = 1 << 14;
var MAX_IMAGE_SEGMENTS = 64;
var MAX_PATH_BYTES2 = 1024;
function readImageNames(fields, notes, segments) {
  const note = notes.find(({ name }) => name === NOTE);
  if (note === void 0) return [];
  const ends = new Map(segments.map(({ start, end }) => [start, end]));
  const names = [];
  try {
    const count = Math.min(fields.u32(note.offset + 4), MAX_IMAGES);
    const entries2 = fields.size64(note.offset + 8);
    const entryBytes = fields.u32(note.offset + 16);
    if (fields.u32(note.offset) !== 1 || entryBytes < 48) return [];
    for (let index = 0; index < count; index++) addImage(fields, entries2 + index * entryBytes, ends, names);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
  }
  return names;
}
function addImage(fields, at, ends, names) {
  const pathAt = fields.size64(at);
  const moduleBase = fields.u64(at + 24);
  const list2 = fields.size64(at + 32);
  const count = Math.min(fields.u32(at + 40), MAX_IMAGE_SEGMENTS);
  const path = fields.text(pathAt, Math.max(0, Math.min(MAX_PATH_BYTES2, fields.size - pathAt)));
  for (let index = 0; index < count; index++) {
    const segment = fields.text(list2 + index * 32, 16);
    const start = fields.u64(list2 + index * 32 + 16);
    const end = ends.get(start);
    if (end !== void 0) names.push({ start, end, name: `${path} ${segment}`, moduleBase });
  }
}

// src/views/macho-threads.ts
var X86 = 7;
var X86_64 = 16777223;
var GENERAL = [
  { processor: X86, flavor: 1, stackPointer: 7 * 4, bytes: 4 },
  // x86_THREAD_STATE32: esp
  { processor: X86, flavor: 7, stackPointer: 8 + 7 * 4, bytes: 4 },
  // x86_THREAD_STATE: 8 bytes of header
  { processor: X86_64, flavor: 4, stackPointer: 7 * 8, bytes: 8 },
  // x86_THREAD_STATE64: rsp
  { processor: X86_64, flavor: 7, stackPointer: 8 + 7 * 8, bytes: 8 },
  { processor: 12, flavor: 1, stackPointer: 13 * 4, bytes: 4 },
  // ARM_THREAD_STATE
  { processor: 16777228, flavor: 6, stackPointer: 31 * 8, bytes: 8 },
  // ARM_THREAD_STATE64: behind x0 to x28, fp, lr
  { processor: 18, flavor: 1, stackPointer: 3 * 4, bytes: 4 },
  // PPC_THREAD_STATE: srr0, srr1, r0, r1
  { processor: 16777234, flavor: 5, stackPointer: 3 * 8, bytes: 8 }
  // PPC_THREAD_STATE64
];
function readThreads(fields, processor, commands) {
  const registers = [];
  const stackPointers = /* @__PURE__ */ new Map();
  for (const [index, command] of commands.entries()) {
    const end = command.offset + command.length;
    for (let at = command.offset + 8; at + 8 <= end && registers.length < MAX_REGIONS; ) {
      const flavor = fields.u32(at);
      const length = Math.min(fields.u32(at + 4) * 4, end - at - 8);
      const general = GENERAL.find((set) => set.processor === processor && set.flavor === flavor);
      const name = `thread ${index + 1} registers${general === void 0 ? ` (flavor ${flavor})` : ""}`;
      if (length > 0) registers.push({ offset: at + 8, length, name });
      if (general !== void 0 && general.stackPointer + general.bytes <= length) {
        stackPointers.set(index + 1, readPointer(fields, at + 8 + general.stackPointer, general.bytes));
      }
      at += 8 + length;
    }
  }
  return { registers, stackPointers };
}
function readPointer(fields, at, bytes) {
  return bytes === 8 ? fields.u64(at) : BigInt(fields.u32(at));
}

// src/views/macho-core.ts
var FORMAT4 = "Mach-O core";
var MH_CORE = 4;
var LC_SEGMENT = 1;
var LC_THREAD = 4;
var LC_SEGMENT_64 = 25;
var LC_NOTE = 49;
var machoCore = {
  id: "macho-core",
  title: "Mach-O core dump (macOS)",
  headBytes: 16,
  sniff(head) {
    return headerOf(head) !== void 0;
  },
  open(source) {
    const header = headerOf(source.read(0, Math.min(machoCore.headBytes, source.size)));
    if (header === void 0) throw new FormatError(`${FORMAT4}: expected a Mach-O header with file type 4 (MH_CORE)`);
    return readCore(new Fields(source, header.littleEndian), header.wordBytes);
  }
};
function headerOf(head) {
  if (head.length < 16) return void 0;
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  for (const littleEndian of [true, false]) {
    const magic = view.getUint32(0, littleEndian);
    if (magic !== 4277009102 && magic !== 4277009103) continue;
    if (view.getUint32(12, littleEndian) !== MH_CORE) return void 0;
    return { littleEndian, wordBytes: magic === 4277009103 ? 8 : 4 };
  }
  return void 0;
}
function readCore(fields, wordBytes) {
  const { size } = fields;
  const processor = fields.u32(4);
  const count = fields.u32(16);
  const commandBytes = fields.u32(20);
  const start = wordBytes === 8 ? 32 : 28;
  const commands = readCommands(fields, start, Math.min(start + commandBytes, size));
  const segments = commands.flatMap((command) => readSegment(fields, command));
  const { registers, stackPointers } = readThreads(fields, processor, commands.filter(isThread));
  const notes = commands.flatMap((command) => readNote(fields, command));
  const stacks = nameStacks(sortSpans(segments), stackPointers);
  const memory = segments.filter(({ length }) => length > 0);
  const claims = memory.map(({ offset, length, address }) => ({ offset, length, address }));
  const named = [stacks, readImageNames(fields, notes, segments)].reduce(nameByAddress, layOut(claims, size));
  const details = layOut([...notes, ...registers], size);
  const table = [{ offset: start, length: commandBytes }];
  return {
    id: machoCore.id,
    regions: overlay(named, details),
    memory: new MappedMemory(fields.source, claims, { pointerBytes: wordBytes, littleEndian: fields.littleEndian }),
    troubles: [
      ...cutOff(FORMAT4, [...table, ...claims, ...notes, ...registers], size),
      ...tooMany(FORMAT4, "load commands", count)
    ]
  };
}
function readCommands(fields, start, end) {
  const commands = [];
  for (let at = start; at + 8 <= end && commands.length < MAX_REGIONS; ) {
    const length = fields.u32(at + 4);
    if (length < 8) {
      throw new FormatError(`${FORMAT4}: expected a load command of at least 8 bytes at offset ${at}, found ${length}`);
    }
    commands.push({ type: fields.u32(at), offset: at, length: Math.min(length, end - at) });
    at += length;
  }
  return commands;
}
function isThread({ type }) {
  return type === LC_THREAD;
}
function readSegment(fields, { type, offset: at, length }) {
  if (type === LC_SEGMENT_64 && length >= 72) {
    const start = fields.u64(at + 24);
    const end = start + fields.u64(at + 32);
    const offset = fields.size64(at + 40);
    return [{ start, end, address: start, offset, length: fields.size64(at + 48) }];
  }
  if (type === LC_SEGMENT && length >= 56) {
    const start = BigInt(fields.u32(at + 24));
    const end = start + BigInt(fields.u32(at + 28));
    const offset = fields.u32(at + 32);
    return [{ start, end, address: start, offset, length: fields.u32(at + 36) }];
  }
  return [];
}
function readNote(fields, { type, offset: at, length }) {
  if (type !== LC_NOTE || length < 40) return [];
  const owner = fields.text(at + 8, 16);
  const offset = fields.size64(at + 24);
  const bytes = fields.size64(at + 32);
  return bytes === 0 ? [] : [{ offset, length: bytes, name: `note ${owner}` }];
}

// src/views/minidump-streams.ts
var StreamType = {
  threadList: 3,
  moduleList: 4,
  memoryList: 5,
  exception: 6,
  systemInfo: 7,
  threadExList: 8,
  memory64List: 9,
  memoryInfoList: 16,
  crashpadInfo: 1129316353,
  linuxMaps: 1197932553
};
var NAMES = /* @__PURE__ */ new Map([
  [3, "thread list"],
  [4, "module list"],
  [5, "memory list"],
  [6, "exception"],
  [7, "system info"],
  [8, "thread list"],
  [9, "memory list"],
  [10, "comment (ANSI)"],
  [11, "comment (UTF-16)"],
  [12, "handle data"],
  [13, "function table"],
  [14, "unloaded module list"],
  [15, "misc info"],
  [16, "memory info list"],
  [17, "thread info list"],
  [18, "handle operation list"],
  [19, "token info"],
  [20, "JavaScript data"],
  [21, "system memory info"],
  [22, "process VM counters"],
  [23, "processor trace"],
  [24, "thread names"],
  [1129316353, "Crashpad info"],
  [1197932545, "Breakpad info"],
  [1197932546, "assertion info"],
  [1197932547, "Linux cpuinfo"],
  [1197932548, "Linux process status"],
  [1197932549, "Linux lsb-release"],
  [1197932550, "Linux command line"],
  [1197932551, "Linux environment"],
  [1197932552, "Linux auxiliary vector"],
  [1197932553, "Linux maps"],
  [1197932554, "Linux DSO debug"]
]);
function streamName(type) {
  return NAMES.get(type) ?? `stream 0x${type.toString(16)}`;
}
var POINTER_BYTES = /* @__PURE__ */ new Map([
  [0, 4],
  // x86
  [1, 4],
  // MIPS
  [3, 4],
  // PowerPC
  [5, 4],
  // Arm
  [6, 8],
  // IA-64
  [9, 8],
  // AMD64
  [10, 4],
  // x86 on Windows 64
  [12, 8],
  // Arm 64
  [32769, 4],
  // SPARC
  [32770, 8],
  // PowerPC 64
  [32771, 8],
  // Arm 64, older Breakpad
  [32772, 8],
  // MIPS 64
  [32773, 4],
  // RISC-V
  [32774, 8]
  // RISC-V 64
]);
function pointerBytesOf(processor) {
  return POINTER_BYTES.get(processor);
}
function entriesOf2(stream, count, entryBytes) {
  return stream.offset + (stream.length === 8 + count * entryBytes ? 8 : 4);
}

// src/views/minidump-memory.ts
function readMemoryList(fields, stream) {
  const count = checkedCount(fields.u32(stream.offset), stream, 16);
  const entries2 = entriesOf2(stream, count, 16);
  return Array.from({ length: count }, (_, index) => readMemoryDescriptor(fields, entries2 + index * 16)).filter(
    ({ length }) => length > 0
  );
}
function readMemoryDescriptor(fields, at) {
  return {
    address: fields.u64(at),
    //  0  8  StartOfMemoryRange
    length: fields.u32(at + 8),
    //  8  4  DataSize
    offset: fields.u32(at + 12)
    // 12  4  Rva
  };
}
function readMemory64List(fields, stream) {
  const count = checkedCount(fields.size64(stream.offset), stream, 16);
  let offset = fields.size64(stream.offset + 8);
  const mappings = [];
  for (let index = 0; index < count; index++) {
    const at = stream.offset + 16 + index * 16;
    const address = fields.u64(at);
    const length = fields.size64(at + 8);
    if (length > 0) mappings.push({ address, offset, length });
    offset = Math.min(offset + length, Number.MAX_SAFE_INTEGER);
  }
  return mappings;
}
function checkedCount(count, stream, entryBytes, limit = MAX_REGIONS) {
  if (count > limit) throw new FormatError(`expected at most ${limit} entries, found ${count}`, "unsupported");
  if (count * entryBytes <= stream.length) return count;
  throw new FormatError(`expected ${count} entries of ${entryBytes} bytes, found a stream of ${stream.length} bytes`);
}

// src/views/minidump-threads.ts
function readThreads2(fields, stream) {
  const entryBytes = stream.type === StreamType.threadExList ? 64 : 48;
  const count = checkedCount(fields.u32(stream.offset), stream, entryBytes);
  const entries2 = entriesOf2(stream, count, entryBytes);
  return Array.from({ length: count }, (_, index) => {
    const at = entries2 + index * entryBytes;
    const stack = readMemoryDescriptor(fields, at + 24);
    const registers = readLocation(fields, at + 40);
    const thread = `thread ${index + 1}`;
    return {
      ...stack.length === 0 ? {} : { stack: { ...stack, name: `${thread} stack` } },
      ...isEmpty(registers) ? {} : { registers: { ...registers, name: `${thread} registers` } }
    };
  });
}
function readExceptionRegisters(fields, stream) {
  const registers = readLocation(fields, stream.offset + 160);
  return isEmpty(registers) ? [] : [{ ...registers, name: "exception registers" }];
}
function readLocation(fields, at) {
  return {
    length: fields.u32(at),
    //  0  4  DataSize
    offset: fields.u32(at + 4)
    //  4  4  Rva
  };
}
function isEmpty({ offset, length }) {
  return offset === 0 || length === 0;
}

// src/views/minidump-crashpad.ts
var MAX_ANNOTATIONS = 4096;
var MAX_KEY_BYTES = 256;
function readCrashpadAnnotations(fields, stream) {
  const reader = new AnnotationReader(fields);
  reader.addList(stream.offset + 36, SIMPLE);
  const modules = readLocation(fields, stream.offset + 44);
  const count = isEmpty(modules) ? 0 : Math.min(fields.u32(modules.offset), MAX_ANNOTATIONS);
  for (let index = 0; index < count; index++) {
    const { offset, length } = readLocation(fields, modules.offset + 4 + index * 12 + 4);
    if (offset === 0 || length < 28) continue;
    reader.addList(offset + 12, SIMPLE);
    reader.addList(offset + 20, OBJECTS);
  }
  return reader.regions;
}
var SIMPLE = { entryBytes: 8, valueAt: 4 };
var OBJECTS = { entryBytes: 12, valueAt: 8 };
var AnnotationReader = class {
  regions = [];
  #fields;
  #room = MAX_ANNOTATIONS;
  constructor(fields) {
    this.#fields = fields;
  }
  /** A location descriptor leads to a count and to that many entries. */
  addList(locationAt, { entryBytes, valueAt }) {
    const { offset, length } = readLocation(this.#fields, locationAt);
    if (offset === 0 || length < 4) return;
    const count = Math.min(this.#fields.u32(offset), Math.floor((length - 4) / entryBytes));
    for (let index = 0; index < count && this.#room > 0; index++, this.#room--) {
      const at = offset + 4 + index * entryBytes;
      this.#add(this.#fields.u32(at), this.#fields.u32(at + valueAt));
    }
  }
  /** Both are a length and bytes: MinidumpUTF8String, MinidumpByteArray. */
  #add(keyAt, valueAt) {
    const fields = this.#fields;
    const keyBytes = Math.min(fields.u32(keyAt), MAX_KEY_BYTES, fields.size - keyAt - 4);
    const name = `Crashpad annotation ${fields.text(keyAt + 4, keyBytes)}`;
    const length = fields.u32(valueAt);
    if (length > 0) this.regions.push({ offset: valueAt + 4, length, name });
  }
};

// src/views/minidump-names.ts
var MAX_NAME_BYTES2 = 2048;
var MAX_MODULES = 1 << 16;
var MAX_MAPS_BYTES = 16 << 20;
function readModules(fields, stream) {
  const count = checkedCount(fields.u32(stream.offset), stream, 108, MAX_MODULES);
  const entries2 = entriesOf2(stream, count, 108);
  const modules = Array.from({ length: count }, (_, index) => {
    const at = entries2 + index * 108;
    return {
      start: fields.u64(at),
      //  0  8  BaseOfImage
      bytes: fields.u32(at + 8),
      //  8  4  SizeOfImage
      nameAt: fields.u32(at + 20)
      // 20  4  ModuleNameRva
    };
  });
  return modules.map(({ start, bytes, nameAt }) => {
    return { start, end: start + BigInt(bytes), name: readString(fields, nameAt), moduleBase: start };
  });
}
function readString(fields, at) {
  if (at + 4 > fields.size) return "(module)";
  const length = Math.min(fields.u32(at), MAX_NAME_BYTES2, fields.size - at - 4);
  return fields.utf16(at + 4, length - length % 2) || "(module)";
}
var MEM_COMMIT = 4096;
var TYPES = /* @__PURE__ */ new Map([
  [131072, "private memory"],
  [262144, "mapped memory"],
  [16777216, "image memory"]
]);
function readMemoryInfo(fields, stream) {
  const headerBytes = fields.u32(stream.offset);
  const entryBytes = Math.max(48, fields.u32(stream.offset + 4));
  const count = checkedCount(fields.size64(stream.offset + 8), stream, entryBytes);
  const ranges = [];
  for (let index = 0; index < count; index++) {
    const at = stream.offset + headerBytes + index * entryBytes;
    const start = fields.u64(at);
    const end = start + fields.u64(at + 24);
    const name = TYPES.get(fields.u32(at + 40));
    if (fields.u32(at + 32) === MEM_COMMIT && name !== void 0) ranges.push({ start, end, name });
  }
  return ranges;
}
var MAPS_LINE = /^([0-9a-f]{1,16})-([0-9a-f]{1,16}) \S{4} ([0-9a-f]{1,16}) \S+ \d+ +(\S.*)$/;
function readLinuxMaps(fields, stream) {
  const length = Math.min(stream.length, MAX_MAPS_BYTES, Math.max(0, fields.size - stream.offset));
  const text = Buffer.from(fields.source.read(Math.min(stream.offset, fields.size), length)).toString("utf8");
  const bases = new ModuleBases();
  const ranges = [];
  for (const line of text.split("\n")) {
    if (ranges.length >= MAX_REGIONS) break;
    const [, from, to, fileOffset, path] = MAPS_LINE.exec(line.slice(0, 5e3)) ?? [];
    if (from === void 0 || to === void 0 || path === void 0) continue;
    const [start, end, name] = [BigInt(`0x${from}`), BigInt(`0x${to}`), path.slice(0, MAX_NAME_BYTES2)];
    const moduleBase = path.startsWith("/") ? bases.baseOf(path, start, BigInt(`0x${fileOffset}`)) : void 0;
    ranges.push({ start, end, name, ...moduleBase === void 0 ? {} : { moduleBase } });
  }
  return ranges;
}

// src/views/minidump.ts
var FORMAT5 = "minidump";
var MAX_STREAMS = 4096;
var minidump = {
  id: "minidump",
  title: "Windows minidump (also Breakpad and Crashpad)",
  headBytes: 8,
  sniff(head) {
    const magic = Buffer.from(head.subarray(0, 4)).toString("latin1");
    if (magic === "MDMP") return head[4] === 147 && head[5] === 167;
    return magic === "PMDM" && head[6] === 167 && head[7] === 147;
  },
  open(source) {
    const head = source.read(0, Math.min(minidump.headBytes, source.size));
    if (!minidump.sniff(head)) throw new FormatError(`${FORMAT5}: expected the signature MDMP and version 0xa793`);
    const fields = new Fields(source, head[0] === 77);
    const troubles = [];
    const streams = readDirectory(fields, troubles);
    return openStreams(fields, streams, troubles);
  }
};
function readDirectory(fields, troubles) {
  const count = fields.u32(8);
  const directory = fields.u32(12);
  const fitting = Math.max(0, Math.floor((fields.size - directory) / 12));
  troubles.push(...tooMany(FORMAT5, "streams", count, MAX_STREAMS));
  troubles.push(...cutOff(FORMAT5, [{ offset: directory, length: count * 12 }], fields.size));
  return Array.from({ length: Math.min(count, fitting, MAX_STREAMS) }, (_, index) => {
    const at = directory + index * 12;
    return { type: fields.u32(at), length: fields.u32(at + 4), offset: fields.u32(at + 8) };
  });
}
function openStreams(fields, streams, troubles) {
  function list2(type, read) {
    const stream = streams.find((candidate) => candidate.type === type);
    if (stream === void 0) return [];
    try {
      return read(fields, stream);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      const message = `${FORMAT5}: stream "${streamName(type)}": ${error.message}`;
      troubles.push({ code: error.code, message });
      return [];
    }
  }
  const { size } = fields;
  const threads = [...list2(StreamType.threadList, readThreads2), ...list2(StreamType.threadExList, readThreads2)];
  const stacks = threads.flatMap(({ stack }) => stack ?? []);
  const writtenStacks = stacks.filter(({ offset }) => offset > 0);
  const parts = [...list2(StreamType.memoryList, readMemoryList), ...list2(StreamType.memory64List, readMemory64List)];
  const details = [
    ...threads.flatMap(({ registers }) => registers ?? []),
    ...list2(StreamType.exception, readExceptionRegisters),
    ...list2(StreamType.crashpadInfo, readCrashpadAnnotations)
  ];
  const named = streams.filter(({ length }) => length > 0).map(({ type, offset, length }) => ({ offset, length, name: streamName(type) }));
  const names = [
    stacks.map(({ address, length, name }) => ({ start: address, end: address + BigInt(length), name })),
    list2(StreamType.moduleList, readModules),
    list2(StreamType.linuxMaps, readLinuxMaps),
    list2(StreamType.memoryInfoList, readMemoryInfo)
  ];
  const memory = names.reduce(nameByAddress, overlay(layOut(parts, size), layOut(writtenStacks, size)));
  const [pointerBytes] = list2(StreamType.systemInfo, (_, { offset }) => [pointerBytesOf(fields.u16(offset))]);
  return {
    id: minidump.id,
    regions: overlay(overlay(layOut(named, size), memory), layOut(details, size)),
    memory: new MappedMemory(fields.source, [...parts, ...writtenStacks], {
      pointerBytes,
      littleEndian: fields.littleEndian
    }),
    troubles: [...troubles, ...cutOff(FORMAT5, [...named, ...parts, ...writtenStacks, ...details], size)]
  };
}

// src/views/json-sections.ts
var CHUNK_BYTES = 64 << 10;
var MAX_SECTIONS = 1e3;
var MAX_KEY_BYTES2 = 256;
var QUOTE2 = 34;
var COMMA2 = 44;
var COLON2 = 58;
var BACKSLASH2 = 92;
function jsonSections(source, maxBytes) {
  const scanner = new SectionScanner();
  const end = Math.min(source.size, maxBytes);
  const buffer = new Uint8Array(Math.min(CHUNK_BYTES, end));
  for (let at = 0; at < end && !scanner.isDone; at += buffer.length) {
    const chunk = buffer.subarray(0, Math.min(buffer.length, end - at));
    source.readInto(chunk, at);
    scanner.take(chunk, at);
  }
  return scanner.finish(end);
}
var SectionScanner = class {
  #sections = [];
  #key = new Uint8Array(MAX_KEY_BYTES2);
  #keyBytes = 0;
  #inString = false;
  #escaped = false;
  #depth = 0;
  /** Key and start of the section that is open. */
  #open;
  #closed = false;
  get isDone() {
    return this.#closed || this.#sections.length >= MAX_SECTIONS;
  }
  take(chunk, at) {
    for (let index = 0; index < chunk.length && !this.isDone; index++) {
      const byte = chunk[index];
      if (this.#inString) this.#takeInString(byte);
      else this.#takeOutside(byte, at + index);
    }
  }
  finish(end) {
    if (!this.#closed) this.#endSection(end);
    return { sections: this.#sections, complete: this.#closed };
  }
  #takeInString(byte) {
    if (this.#escaped) this.#escaped = false;
    else if (byte === BACKSLASH2) this.#escaped = true;
    else if (byte === QUOTE2) this.#inString = false;
    else if (this.#open === void 0 && this.#keyBytes < MAX_KEY_BYTES2) this.#key[this.#keyBytes++] = byte;
  }
  #takeOutside(byte, at) {
    if (byte === QUOTE2) {
      this.#inString = true;
      if (this.#open === void 0) this.#keyBytes = 0;
    } else if (byte === 123 || byte === 91) this.#depth++;
    else if (byte === 125 || byte === 93) this.#leave(at);
    else if (this.#depth === 1 && byte === COLON2 && this.#open === void 0) {
      const key = new TextDecoder().decode(this.#key.subarray(0, this.#keyBytes));
      this.#open = { key, offset: at + 1 };
    } else if (this.#depth === 1 && byte === COMMA2) this.#endSection(at);
  }
  #leave(at) {
    this.#depth--;
    if (this.#depth > 0) return;
    this.#endSection(at);
    this.#closed = true;
  }
  #endSection(end) {
    if (this.#open !== void 0 && end > this.#open.offset) {
      this.#sections.push({ ...this.#open, length: end - this.#open.offset });
    }
    this.#open = void 0;
  }
};

// src/views/node-report.ts
var MAX_BYTES = 64 << 20;
var nodeReport = {
  id: "node-report",
  title: "Node.js diagnostic report",
  headBytes: 128,
  sniff(head) {
    const text = Buffer.from(head.subarray(0, nodeReport.headBytes)).toString("latin1");
    return /^\s*\{\s*"header"\s*:\s*\{\s*"reportVersion"\s*:/.test(text);
  },
  open(source) {
    const head = source.read(0, Math.min(nodeReport.headBytes, source.size));
    if (!nodeReport.sniff(head)) throw new FormatError('diagnostic report: expected {"header": {"reportVersion": …');
    const found = jsonSections(source, MAX_BYTES);
    return {
      id: nodeReport.id,
      regions: regionsOf(found),
      memory: NO_MEMORY,
      troubles: troublesOf(found, source.size)
    };
  }
};
function regionsOf({ sections }) {
  return sections.map(({ key, offset, length }) => ({ offset, length, name: `report ${key}` }));
}
function troublesOf({ complete }, size) {
  if (complete || size > MAX_BYTES) return [];
  const message = `diagnostic report: expected the end of the JSON object, but the file ends at ${size}`;
  return [{ code: "damaged", message }];
}

// src/views/v8-heap-snapshot.ts
var FORMAT6 = "V8 heap snapshot";
var STRINGS = '"strings":[';
var CHUNK_BYTES2 = 1 << 20;
var v8HeapSnapshot = {
  id: "v8-heap-snapshot",
  title: "V8 heap snapshot (Node.js, Chrome)",
  headBytes: 64,
  sniff(head) {
    const text = Buffer.from(head.subarray(0, v8HeapSnapshot.headBytes)).toString("latin1");
    return /^\s*\{\s*"snapshot"\s*:\s*\{\s*"meta"\s*:/.test(text);
  },
  open(source) {
    const head = source.read(0, Math.min(v8HeapSnapshot.headBytes, source.size));
    if (!v8HeapSnapshot.sniff(head)) throw new FormatError(`${FORMAT6}: expected {"snapshot":{"meta":…`);
    return new SnapshotView(source);
  }
};
var SnapshotView = class {
  id = v8HeapSnapshot.id;
  memory = NO_MEMORY;
  troubles;
  #source;
  #regions;
  constructor(source) {
    this.#source = source;
    this.troubles = endOf2(source);
  }
  get regions() {
    this.#regions ??= findStrings(this.#source);
    return this.#regions;
  }
};
function endOf2(source) {
  const start = Math.max(0, source.size - 64);
  const tail = Buffer.from(source.read(start, source.size - start)).toString("latin1").trimEnd();
  if (/\]\s*\}$/.test(tail)) return [];
  const message = `${FORMAT6}: expected ]} at the end, but the file ends at ${source.size} without; write it again`;
  return [{ code: "damaged", message }];
}
function findStrings(source) {
  const overlap = STRINGS.length - 1;
  const buffer = Buffer.alloc(Math.min(CHUNK_BYTES2, source.size));
  for (let at = 0; at < source.size; at += buffer.length - overlap) {
    const chunk = buffer.subarray(0, Math.min(buffer.length, source.size - at));
    source.readInto(chunk, at);
    const index = chunk.indexOf(STRINGS);
    const offset = at + index + STRINGS.length;
    if (index !== -1 && offset < source.size) {
      return [{ offset, length: source.size - offset, name: "V8 heap snapshot strings" }];
    }
    if (at + chunk.length >= source.size) break;
  }
  return [];
}

// src/views/windows-dump-pages.ts
var FORMAT7 = "Windows crash dump";
var PAGE_BYTES2 = 4096;
function readRuns(fields, table) {
  const count = fields.u32(table.runCount);
  if (count > table.maxRuns) {
    const message = `${FORMAT7}: expected at most ${table.maxRuns} runs of memory, found ${count}; its bytes are scanned without addresses`;
    return { mappings: [], troubles: [{ code: "damaged", message }] };
  }
  const pages = new PageList(table.headerBytes);
  for (let index = 0; index < count; index++) {
    const at = table.runs + index * 2 * table.wordBytes;
    if (table.wordBytes === 8) pages.add(fields.u64(at), fields.size64(at + 8));
    else pages.add(BigInt(fields.u32(at)), fields.u32(at + 4));
  }
  return pages.finish();
}
function readRanges2(fields, header) {
  const firstPage = fields.size64(header + 24);
  const pages = new PageList(firstPage);
  for (let at = header + 48; at + 16 <= Math.min(firstPage, fields.size) && !pages.isFull; at += 16) {
    const first = fields.u64(at);
    if (first === 0n) break;
    pages.add(first, fields.size64(at + 8));
  }
  return pages.finish(cutTable("range table", firstPage, fields.size));
}
var MAX_BITMAP_BYTES = 64 << 20;
var CHUNK_BYTES3 = 64 << 10;
function readBitmap(fields, header) {
  const firstPage = fields.size64(header + 32);
  const bits = fields.size64(header + 48);
  const bitmap = header + 56;
  const pages = new PageList(firstPage);
  const end = Math.min(bitmap + Math.ceil(bits / 8), firstPage, bitmap + MAX_BITMAP_BYTES, fields.size);
  const buffer = new Uint8Array(Math.max(0, Math.min(CHUNK_BYTES3, end - bitmap)));
  for (let at = bitmap; at < end && !pages.isFull; at += buffer.length) {
    const chunk = buffer.subarray(0, Math.min(buffer.length, end - at));
    fields.source.readInto(chunk, at);
    for (const [index, byte] of chunk.entries()) {
      if (byte !== 0) pages.addBits((at - bitmap + index) * 8, byte);
    }
  }
  const tooLarge = bits / 8 > MAX_BITMAP_BYTES && firstPage > bitmap + MAX_BITMAP_BYTES;
  return pages.finish([
    ...cutTable("bitmap", Math.min(firstPage, bitmap + Math.ceil(bits / 8)), fields.size),
    ...tooLarge ? tooMany(FORMAT7, "bytes of bitmap", bits / 8, MAX_BITMAP_BYTES) : []
  ]);
}
function cutTable(what, end, size) {
  if (end <= size) return [];
  const message = `${FORMAT7}: expected the ${what} to end at offset ${end}, but the file ends at ${size}`;
  return [{ code: "damaged", message }];
}
var PageList = class {
  #mappings = [];
  #offset;
  #nextAddress = -1n;
  constructor(firstOffset) {
    this.#offset = firstOffset;
  }
  get isFull() {
    return this.#mappings.length > MAX_REGIONS;
  }
  add(firstPage, count) {
    if (count === 0 || this.isFull) return;
    const address = firstPage * BigInt(PAGE_BYTES2);
    const length = Math.min(count * PAGE_BYTES2, Number.MAX_SAFE_INTEGER);
    const last = this.#mappings.at(-1);
    if (last !== void 0 && address === this.#nextAddress) last.length += length;
    else this.#mappings.push({ address, offset: this.#offset, length });
    this.#nextAddress = address + BigInt(length);
    this.#offset = Math.min(this.#offset + length, Number.MAX_SAFE_INTEGER);
  }
  addBits(firstPage, byte) {
    if (byte === 255) {
      this.add(BigInt(firstPage), 8);
      return;
    }
    for (let bit = 0; bit < 8; bit++) {
      if ((byte & 1 << bit) !== 0) this.add(BigInt(firstPage + bit), 1);
    }
  }
  finish(troubles = []) {
    return {
      mappings: this.#mappings,
      troubles: [...troubles, ...tooMany(FORMAT7, "runs of pages", this.#mappings.length)]
    };
  }
};

// src/views/windows-dump.ts
var FORMAT8 = "Windows crash dump";
var windowsDump = {
  id: "windows-dump",
  title: "Windows kernel and complete memory dump",
  headBytes: 8,
  sniff(head) {
    const magic = Buffer.from(head.subarray(0, 8)).toString("latin1");
    return magic === "PAGEDU64" || magic === "PAGEDUMP";
  },
  open(source) {
    const head = source.read(0, Math.min(windowsDump.headBytes, source.size));
    if (!windowsDump.sniff(head)) throw new FormatError(`${FORMAT8}: expected the signature PAGEDU64 or PAGEDUMP`);
    const fields = new Fields(source, true);
    const layout = head[6] === 54 ? LAYOUT_64 : LAYOUT_32;
    const type = fields.u32(layout.dumpType);
    const { mappings, troubles } = readMemory(fields, layout, type);
    const memory = mappings.map((mapping) => ({ ...mapping, name: "physical memory" }));
    const details = layout.details.map(([offset, length, name]) => ({ offset, length, name }));
    const { size } = source;
    const header = [{ offset: 0, length: layout.headerBytes, name: "dump header" }];
    return {
      id: windowsDump.id,
      regions: overlay(overlay(layOut(header, size), layOut(details, size)), layOut(memory, size)),
      memory: new MappedMemory(source, memory, { littleEndian: true }),
      troubles: [...troubles, ...cutOff(FORMAT8, [...header, ...memory], size)]
    };
  }
};
var LAYOUT_64 = {
  wordBytes: 8,
  maxRuns: 43,
  headerBytes: 2 * PAGE_BYTES2,
  dumpType: 3992,
  runCount: 136,
  runs: 152,
  details: [
    [840, 3e3, "processor registers"],
    // ContextRecord
    [4016, 128, "dump comment"]
    // Comment
  ]
};
var LAYOUT_32 = {
  wordBytes: 4,
  maxRuns: 86,
  headerBytes: PAGE_BYTES2,
  dumpType: 3976,
  runCount: 100,
  runs: 108,
  details: [[800, 1200, "processor registers"]]
  // ContextRecord
};
var FULL = 1;
var TRIAGE = 4;
function readMemory(fields, layout, type) {
  if (type === TRIAGE) return { mappings: [], troubles: [] };
  if (type === FULL) return readRuns(fields, layout);
  const second = layout.headerBytes;
  const signature = second + 12 <= fields.size ? Buffer.from(fields.source.read(second, 12)).toString("latin1") : "";
  if (/^[SF]DMPDUMP/.test(signature)) return readBitmap(fields, second);
  if (signature.endsWith("RDMPDUMP") && layout.wordBytes === 8) return readRanges2(fields, second);
  const message = `${FORMAT8}: expected an SDMP, FDMP or RDMP header at offset ${second} in a dump of type ${type}, found another; its bytes are scanned without addresses`;
  return { mappings: [], troubles: [{ code: "unsupported", message }] };
}

// src/views/catalog.ts
var viewReaders = [
  avml,
  elfCore,
  hibernation,
  hprof,
  kdump,
  lime,
  machoCore,
  minidump,
  nodeReport,
  v8HeapSnapshot,
  windowsDump
];

// src/views/locate.ts
function locate2(view, offset) {
  const { regions } = view;
  let low = 0;
  let high = regions.length;
  while (low < high) {
    const middle = low + high >>> 1;
    if (regions[middle].offset <= offset) low = middle + 1;
    else high = middle;
  }
  const region = regions[low - 1];
  if (region === void 0 || offset >= region.offset + region.length) return void 0;
  const { address: start, name, moduleBase } = region;
  const address = start === void 0 ? void 0 : start + BigInt(Math.floor(offset - region.offset));
  const inModule = address !== void 0 && moduleBase !== void 0 ? `+0x${(address - moduleBase).toString(16)}` : "";
  return {
    ...address === void 0 ? {} : { address },
    ...name === void 0 ? {} : { region: `${name}${inModule}` }
  };
}

// src/engine/lines.ts
var LF = 10;
var CHUNK_BYTES4 = 1 << 20;
var TEXT_SAMPLE_BYTES = 4096;
var MAX_TEXT_BYTES2 = 256 << 20;
function linesOf(source, offsets) {
  const last = offsets.at(-1);
  if (last === void 0 || last > MAX_TEXT_BYTES2 || !looksLikeText(source)) return [];
  const found = [];
  let line = 1;
  let lineStart = 0;
  for (let base = 0; found.length < offsets.length; base += CHUNK_BYTES4) {
    const chunk = Buffer.from(source.read(base, Math.min(CHUNK_BYTES4, source.size - base)));
    for (let at = 0; ; ) {
      const feed = chunk.indexOf(LF, at);
      const lineEnd = feed < 0 ? base + chunk.length : base + feed + 1;
      while (found.length < offsets.length && offsets[found.length] < lineEnd) {
        found.push({ line, column: offsets[found.length] - lineStart + 1 });
      }
      if (feed < 0 || found.length === offsets.length) break;
      line++;
      lineStart = lineEnd;
      at = feed + 1;
    }
  }
  return found;
}
function looksLikeText(source) {
  return !source.read(0, Math.min(TEXT_SAMPLE_BYTES, source.size)).includes(0);
}

// src/model/finding.ts
var MAX_PLACES = 1e3;

// src/model/severity.ts
var SEVERITIES = ["critical", "high", "medium", "low"];
var CONFIDENCES = ["proven", "high", "medium", "low"];
function rank(scale, value) {
  return scale.indexOf(value);
}

// src/engine/collector.ts
var MAX_FINDINGS = 1e4;
var MAX_KEPT_PLACES = 4 * MAX_PLACES;
var Collector = class {
  #groups = /* @__PURE__ */ new Map();
  #overflow = false;
  /** True when a secret was dropped because there were too many different ones. */
  get overflow() {
    return this.#overflow;
  }
  add(claim, place) {
    const group = this.#groups.get(claim.fingerprint);
    if (group === void 0) {
      if (this.#groups.size >= MAX_FINDINGS) this.#overflow = true;
      else this.#groups.set(claim.fingerprint, { claim, claimPlace: place, places: [place], surplus: 0 });
      return;
    }
    if (speaksBefore(claim, place, group)) Object.assign(group, { claim, claimPlace: place });
    group.places.push(place);
    if (group.places.length >= 2 * MAX_KEPT_PLACES) thin(group);
  }
  /** Findings that another collector made of another part of the same artifact. */
  merge(finding) {
    for (const place of finding.places) this.add(finding, place);
    const group = this.#groups.get(finding.fingerprint);
    if (group !== void 0) group.surplus += finding.count - finding.places.length;
  }
  /** Sorted by place. `limit` is how many places each finding carries at most. */
  findings(artifact, limit = MAX_PLACES) {
    const findings = [...this.#groups.values()].map(({ claim, places, surplus }) => {
      const kept = withoutNested(places);
      const first = kept[0];
      const { rule, title, severity, confidence, fingerprint, preview, facts } = claim;
      return {
        ...first,
        ...{ rule, title, artifact, severity, confidence, fingerprint, preview, facts },
        places: kept.slice(0, limit),
        count: kept.length + surplus
      };
    });
    return findings.sort((a, b) => comparePlaces(a, b) || (a.fingerprint < b.fingerprint ? -1 : 1));
  }
};
function speaksBefore(claim, place, group) {
  const order = rank(CONFIDENCES, claim.confidence) - rank(CONFIDENCES, group.claim.confidence) || rank(SEVERITIES, claim.severity) - rank(SEVERITIES, group.claim.severity) || comparePlaces(place, group.claimPlace);
  return order < 0 || order === 0 && claim.rule < group.claim.rule;
}
function withoutNested(places) {
  const sorted = [...places].sort((a, b) => compareText(a.path, b.path) || a.offset - b.offset || b.length - a.length);
  const kept = [];
  for (const place of sorted) {
    const outer = kept.at(-1);
    const nested = outer?.path === place.path && place.offset + place.length <= outer.offset + outer.length;
    if (!nested) kept.push(place);
  }
  return kept;
}
function thin(group) {
  const kept = withoutNested(group.places);
  group.surplus += Math.max(0, kept.length - MAX_KEPT_PLACES);
  group.places = kept.slice(0, MAX_KEPT_PLACES);
}
function compareText(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

// src/engine/ledger.ts
function tooManyFindings(path) {
  const message = `more than ${MAX_FINDINGS} different secrets; the rest is not listed. Look at the artifact as a whole`;
  return { path, code: "budget", message };
}

// src/engine/part-recorder.ts
var PartRecorder = class {
  path;
  size = 0;
  entries = 0;
  scannedBytes = 0;
  sha256;
  #collector = new Collector();
  #gaps = [];
  #formats = {};
  constructor(path) {
    this.path = path;
  }
  addGap(gap) {
    this.#gaps.push(gap);
  }
  addFormat(id) {
    this.#formats[id] = (this.#formats[id] ?? 0) + 1;
  }
  /** @param where the place, without what the sighting itself knows */
  addSighting({ detector, match, offset, length }, where) {
    const { facts, fingerprint, preview } = match;
    const claim = {
      rule: detector.id,
      title: match.title ?? detector.title,
      severity: match.severity ?? detector.severity,
      confidence: match.confidence ?? detector.confidence,
      ...{ fingerprint, preview, facts }
    };
    const form = typeof facts.form === "string" ? { form: facts.form } : {};
    this.#collector.add(claim, { ...where, offset, length, ...form });
  }
  /** A foreseen error becomes a gap at `path`. @throws whatever is not foreseen: a bug keeps its stack */
  addError(path, error) {
    if (!(error instanceof FormatError || error instanceof BudgetError || error instanceof AccessError)) throw error;
    this.addGap({ path, code: error.code, message: error.message });
  }
  async guard(path, work) {
    try {
      await work();
    } catch (error) {
      this.addError(path, error);
    }
  }
  guardSync(path, work) {
    try {
      work();
    } catch (error) {
      this.addError(path, error);
    }
  }
  finish() {
    if (this.#collector.overflow) this.addGap(tooManyFindings(this.path));
    return {
      path: this.path,
      size: this.size,
      ...this.sha256 === void 0 ? {} : { sha256: this.sha256 },
      entries: this.entries,
      scannedBytes: this.scannedBytes,
      findings: this.#collector.findings(this.path),
      gaps: this.#gaps,
      formats: this.#formats
    };
  }
};

// src/kernel/machine.ts
var PAGE_BYTES3 = 1 << 16;
var HIT_BYTES = 8;
var MIN_HIT_BUFFER_BYTES = 1 << 17;
var MARGIN_BYTES = 512;
var MAX_WINDOW_BYTES = 1 << 30;
function openMachine(plan, windowBytes) {
  if (!Number.isInteger(windowBytes) || windowBytes < 0 || windowBytes > MAX_WINDOW_BYTES)
    throw new UsageError(`kernel window: 0 to ${MAX_WINDOW_BYTES} bytes expected, found ${windowBytes}; ask for fewer`);
  const mostHitBytes = plan.mostHitsPerCheck * HIT_BYTES;
  const hitsAt = alignUp(PAIRS + plan.tables.length, 64);
  const hitsEnd = hitsAt + Math.max(MIN_HIT_BUFFER_BYTES, alignUp(mostHitBytes, 64));
  const windowAt = alignUp(hitsEnd + MARGIN_BYTES, PAGE_BYTES3);
  const pages = Math.ceil((windowAt + windowBytes + MARGIN_BYTES) / PAGE_BYTES3);
  const memory = new webAssembly.Memory({ initial: pages });
  new Uint8Array(memory.buffer).set(plan.tables, PAIRS);
  const { exports } = new webAssembly.Instance(plan.module, { env: { memory } });
  return { exports, buffer: memory.buffer, hitsAt, hitsEnd, windowAt, windowBytes, mostHitBytes };
}
function alignUp(value, unit) {
  return Math.ceil(value / unit) * unit;
}
function rangeOf({ windowAt, windowBytes }, start, end, limit) {
  const dataEnd = Math.min(limit, windowBytes);
  const stop = Math.min(end, dataEnd);
  if (!(start >= 0 && start < stop)) return void 0;
  return [windowAt + start, windowAt + stop, windowAt + dataEnd, windowAt];
}

// src/kernel/open-kernel.ts
function openKernel(plan, windowBytes) {
  const machine = openMachine(plan, windowBytes);
  return {
    machine,
    window: new Uint8Array(machine.buffer, machine.windowAt, windowBytes),
    scan: (start, end, limit) => scan(machine, start, end, limit)
  };
}
var NO_HITS = { count: 0, positions: new Uint32Array(0), anchors: new Uint16Array(0) };
function scan(machine, start, end, limit) {
  const { exports, buffer, hitsAt, hitsEnd, mostHitBytes } = machine;
  const range = rangeOf(machine, start, end, limit);
  if (!range) return NO_HITS;
  exports.begin(...range);
  const parts = [];
  for (; ; ) {
    const found = new Uint32Array(buffer, hitsAt, (exports.resume(hitsAt, hitsEnd, mostHitBytes) - hitsAt) / 4);
    if (exports.more() === 0) return hitsOf(parts.length > 0 ? concat([...parts, found]) : found);
    parts.push(found.slice());
  }
}
function concat(parts) {
  const all = new Uint32Array(parts.reduce((sum, part2) => sum + part2.length, 0));
  let at = 0;
  for (const part2 of parts) {
    all.set(part2, at);
    at += part2.length;
  }
  return all;
}
function hitsOf(words) {
  const count = words.length / 2;
  if (count === 0) return NO_HITS;
  if (!isSorted(words)) new BigUint64Array(words.buffer, words.byteOffset, count).sort();
  const positions = new Uint32Array(count);
  const anchors = new Uint16Array(count);
  for (let hit = 0; hit < count; hit++) {
    const low = words[2 * hit];
    positions[hit] = words[2 * hit + 1] << 16 | low >>> 16;
    anchors[hit] = low & 65535;
  }
  return { count, positions, anchors };
}
function isSorted(words) {
  for (let at = 2; at < words.length; at += 2) {
    const rise = words[at + 1] - words[at - 1] || words[at] - words[at - 2];
    if (rise < 0) return false;
  }
  return true;
}

// src/engine/narrow.ts
function narrow(window, at, limits, scratch) {
  let first = at;
  while (at - first < 2 * limits.before && first >= 2 && window[first - 1] === 0 && window[first - 2] !== 0) first -= 2;
  let last = at;
  const lastMost = at + 2 * (limits.after - 1);
  while (last < lastMost && window[last + 1] === 0 && (window[last + 2] ?? 0) !== 0) last += 2;
  const leftIsLittle = window[first - 1] !== 0;
  const rightIsBig = window[last + 1] !== 0;
  const clear = leftIsLittle !== rightIsBig;
  const bigEndian = clear ? rightIsBig : isBigEndian(window, first, last, limits.base);
  let count = 0;
  for (let i = first; i <= last; i += 2) scratch[count++] = window[i];
  return { characters: scratch.subarray(0, count), at: (at - first) / 2, start: bigEndian ? first - 1 : first };
}
function isBigEndian(window, first, last, base) {
  const littlePrintable = isPrintable(window[first]);
  const bigPrintable = isPrintable(window[last]);
  return littlePrintable === bigPrintable ? (base + first) % 2 === 1 : bigPrintable;
}
function isPrintable(byte) {
  return byte >= 32 && byte < 127 || byte === 10 || byte === 13 || byte === 9;
}

// src/engine/scanner.ts
var CHUNK_BYTES5 = 1 << 20;
var HITS_PER_CHECK = 256;
var Scanner = class {
  #chain;
  #kernel;
  #scratch;
  /** Offset, in what is scanned, of the window's first byte. */
  #base = 0;
  /** Bytes of the window that are data. */
  #filled = 0;
  /** Offset from which on anchors are still to be looked for. */
  #next = 0;
  constructor(chain, plan) {
    this.#chain = chain;
    this.#kernel = openKernel(plan, chain.bytesBefore + CHUNK_BYTES5 + chain.bytesAfter);
    this.#scratch = new Uint8Array(chain.bytesBefore + chain.bytesAfter);
  }
  /** Anchors that begin in [start, end) of `source`, with all the bytes around them that a detector may want. */
  scanSource(source, start, end, context) {
    this.#begin(Math.max(0, start - this.#chain.bytesBefore), start);
    const readEnd2 = Math.min(source.size, end + this.#chain.bytesAfter);
    for (; ; ) {
      const length = Math.min(this.#room(), readEnd2 - this.#base - this.#filled);
      source.readInto(this.#kernel.window.subarray(this.#filled, this.#filled + length), this.#base + this.#filled);
      this.#filled += length;
      const done = this.#base + this.#filled === readEnd2;
      this.#search(done ? end : void 0, context);
      if (done) return;
    }
  }
  /** All of `chunks`. @returns the number of bytes */
  async scanStream(chunks, context) {
    let size = 0;
    this.#begin(0, 0);
    for await (const chunk of chunks) {
      size += chunk.length;
      for (let done = 0; done < chunk.length; ) {
        if (this.#room() === 0) this.#search(void 0, context);
        const length = Math.min(this.#room(), chunk.length - done);
        this.#kernel.window.set(chunk.subarray(done, done + length), this.#filled);
        this.#filled += length;
        done += length;
      }
    }
    this.#search(size, context);
    return size;
  }
  #begin(base, next) {
    this.#base = base;
    this.#next = next;
    this.#filled = 0;
  }
  #room() {
    return this.#kernel.window.length - this.#filled;
  }
  /** Looks for anchors up to `end`, or as far as the window can answer for, and makes room. */
  #search(end, context) {
    context.checkTime();
    const until = end ?? this.#base + this.#filled - this.#chain.bytesAfter;
    if (until > this.#next) {
      const hits = this.#kernel.scan(this.#next - this.#base, until - this.#base, this.#filled);
      for (let i = 0; i < hits.count; i++) {
        if (i % HITS_PER_CHECK === HITS_PER_CHECK - 1) context.checkTime();
        for (const route of this.#chain.routes[hits.anchors[i]]) this.#ask(route, hits.positions[i], context);
      }
      this.#next = until;
    }
    const drop = Math.max(0, this.#next - this.#base - this.#chain.bytesBefore);
    this.#kernel.window.copyWithin(0, drop, this.#filled);
    this.#base += drop;
    this.#filled -= drop;
  }
  #ask(route, at, context) {
    const detector = this.#chain.detectors[route.detector];
    const { bytesBefore, reads } = detector.trigger;
    const unit = reads === "text" ? 2 : 1;
    const start = Math.max(0, at - unit * bytesBefore - 1);
    const window = this.#kernel.window.subarray(start, Math.min(this.#filled, at + unit * detector.maxMatchBytes));
    if (route.encoding === "utf16") {
      const limits = { before: bytesBefore, after: detector.maxMatchBytes, base: this.#base + start };
      const text = narrow(window, at - start, limits, this.#scratch);
      const match = detector.inspect(text.characters, text.at, NO_MEMORY);
      if (match === void 0) return;
      const offset = this.#base + start + text.start + 2 * match.offset;
      context.onSighting({ detector, match, offset, length: 2 * match.length });
    } else {
      const match = detector.inspect(window, at - start, context.memory);
      if (match === void 0) return;
      context.onSighting({ detector, match, offset: this.#base + start + match.offset, length: match.length });
    }
  }
};

// src/engine/task.ts
function artifactsOf(task) {
  return task.kind === "files" ? task.artifacts : [task.artifact];
}

// src/engine/examiner.ts
var RANGE_BYTES = 32 << 20;
var viewHeadBytes = Math.max(0, ...viewReaders.map(({ headBytes }) => headBytes));
var Examiner = class {
  #scanner;
  #options;
  /** The large artifact whose ranges this thread is at: opened once, and so is its view. */
  #large;
  constructor(chain, options3) {
    this.#scanner = new Scanner(chain, options3.plan);
    this.#options = options3;
  }
  /** @param onStart called with the index of each artifact before it is touched */
  async run(task, onStart) {
    const parts = [];
    const followUps = [];
    for (const [index, artifact] of artifactsOf(task).entries()) {
      onStart(index);
      const part2 = new PartRecorder(artifact.path);
      await part2.guard(artifact.path, async () => {
        if (task.kind === "range") return this.#examineRange(task, part2);
        const source = FileSource.open(artifact.file);
        part2.size = source.size;
        try {
          if (task.kind === "digest") part2.sha256 = await digestOf(source);
          else followUps.push(...await this.#examineFile(artifact, source, part2));
        } finally {
          source.close();
        }
      });
      parts.push(part2.finish());
    }
    return { parts, followUps };
  }
  /** Lets go of what it keeps open between tasks. */
  close() {
    this.#large?.source.close();
    this.#large = void 0;
  }
  /** @returns the ranges of a large artifact that is no container; what else it is has been scanned by then */
  async #examineFile(artifact, source, part2) {
    const budget = new Budget(this.#options.limits);
    let cut = [];
    await walk(
      { path: artifact.path, source },
      {
        containers: [...containers, ...unsupported],
        budget,
        headBytes: viewHeadBytes,
        needsSource: (head) => readerFor(head) !== void 0,
        onGap: (gap) => part2.addGap(gap),
        onFormat: (id) => part2.addFormat(id),
        visit: async (leaf) => {
          if ("source" in leaf && leaf.path === artifact.path && source.size > RANGE_BYTES) {
            cut = rangesOf(artifact, source.size);
            openView(leaf.source, leaf.path, part2);
          } else await this.#scanLeaf(leaf, budget, part2);
        }
      }
    );
    part2.entries = budget.entries;
    if (!this.#options.digests) return cut;
    if (cut.length > 0) return [{ kind: "digest", artifact }, ...cut];
    part2.sha256 = await digestOf(source);
    return cut;
  }
  async #scanLeaf(leaf, budget, part2) {
    if ("source" in leaf) {
      const view = openView(leaf.source, leaf.path, part2);
      this.#scanSource(leaf.source, { path: leaf.path, start: 0, end: leaf.source.size, view }, budget, part2);
      return;
    }
    const place = (sighting) => part2.addSighting(sighting, { path: leaf.path });
    await part2.guard(leaf.path, async () => {
      part2.scannedBytes += await this.#scanner.scanStream(leaf.stream, scanContext(budget, place, void 0));
    });
  }
  #examineRange({ artifact, start, end }, part2) {
    if (this.#large?.file !== artifact.file) {
      this.close();
      const source2 = FileSource.open(artifact.file);
      this.#large = { file: artifact.file, source: source2, view: openView(source2, artifact.path, void 0) };
    }
    const { source, view } = this.#large;
    part2.size = source.size;
    this.#scanSource(source, { path: part2.path, start, end, view }, new Budget(this.#options.limits), part2);
  }
  #scanSource(source, extent, budget, part2) {
    const sightings = [];
    const context = scanContext(budget, (sighting) => void sightings.push(sighting), extent.view);
    part2.guardSync(extent.path, () => {
      this.#scanner.scanSource(source, extent.start, extent.end, context);
      part2.scannedBytes += extent.end - extent.start;
    });
    sightings.sort((a, b) => a.offset - b.offset);
    const offsets = sightings.map(({ offset }) => offset);
    const lines = extent.view === void 0 ? linesOf(source, offsets) : [];
    for (const [index, sighting] of sightings.entries()) {
      const region = extent.view && locate2(extent.view, sighting.offset);
      part2.addSighting(sighting, { path: extent.path, ...lines[index], ...region });
    }
  }
};
function scanContext(budget, onSighting, view) {
  return { memory: view?.memory ?? NO_MEMORY, onSighting, checkTime: () => budget.checkTime() };
}
function readerFor(head) {
  return viewReaders.find((reader) => reader.sniff(head));
}
function openView(source, path, part2) {
  const reader = readerFor(source.read(0, Math.min(viewHeadBytes, source.size)));
  if (reader === void 0) return void 0;
  try {
    const view = reader.open(source);
    part2?.addFormat(reader.id);
    for (const trouble of view.troubles) part2?.addGap({ path, ...trouble });
    return view;
  } catch (error) {
    part2?.addError(path, error);
    if (part2 === void 0 && !(error instanceof KeysieveError)) throw error;
    return void 0;
  }
}
function rangesOf(artifact, size) {
  const count = Math.ceil(size / RANGE_BYTES);
  return Array.from({ length: count }, (_, index) => {
    const start = index * RANGE_BYTES;
    return { kind: "range", artifact, start, end: Math.min(size, start + RANGE_BYTES) };
  });
}
async function digestOf(source) {
  const hash = createHash3("sha256");
  for await (const chunk of streamOf(source)) hash.update(chunk);
  return hash.digest("hex");
}

// src/engine/worker.ts
var { progress, ...options2 } = workerData;
var examiner = new Examiner(buildChain(detectors), options2);
parentPort?.on("message", async ({ task }) => {
  let answer;
  try {
    answer = { result: await examiner.run(task, (index) => Atomics.store(progress, 0, index)) };
  } catch (error) {
    answer = { bug: error instanceof Error ? error : new Error(String(error)) };
  }
  parentPort?.postMessage(answer);
});
