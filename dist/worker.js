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
    FdSlicer.prototype.createReadStream = function(options2) {
      return new ReadStream(this, options2);
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
    function ReadStream(context, options2) {
      options2 = options2 || {};
      Readable.call(this, options2);
      this.context = context;
      this.context.ref();
      this.start = options2.start || 0;
      this.endOffset = options2.end;
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
    BufferSlicer.prototype.createReadStream = function(options2) {
      options2 = options2 || {};
      var readStream = new PassThrough(options2);
      readStream.start = options2.start || 0;
      readStream.endOffset = options2.end;
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
    function openPromise(path, options2) {
      return new Promise((resolve, reject) => {
        open(path, { ...options2, lazyEntries: true }, function(err, zipfile) {
          if (err) return reject(err);
          resolve(zipfile);
        });
      });
    }
    function fromFdPromise(fd, options2) {
      return new Promise((resolve, reject) => {
        fromFd(fd, { ...options2, lazyEntries: true }, function(err, zipfile) {
          if (err) return reject(err);
          resolve(zipfile);
        });
      });
    }
    function fromBufferPromise(buffer, options2) {
      return new Promise((resolve, reject) => {
        fromBuffer(buffer, { ...options2, lazyEntries: true }, function(err, zipfile) {
          if (err) return reject(err);
          resolve(zipfile);
        });
      });
    }
    function fromRandomAccessReaderPromise2(reader, totalSize, options2) {
      return new Promise((resolve, reject) => {
        fromRandomAccessReader(reader, totalSize, { ...options2, lazyEntries: true }, function(err, zipfile) {
          if (err) return reject(err);
          resolve(zipfile);
        });
      });
    }
    function open(path, options2, callback) {
      if (typeof options2 === "function") {
        callback = options2;
        options2 = null;
      }
      if (options2 == null) options2 = {};
      if (options2.autoClose == null) options2.autoClose = true;
      if (options2.lazyEntries == null) options2.lazyEntries = false;
      if (options2.decodeStrings == null) options2.decodeStrings = true;
      if (options2.validateEntrySizes == null) options2.validateEntrySizes = true;
      if (options2.strictFileNames == null) options2.strictFileNames = false;
      if (callback == null) callback = defaultCallback;
      fs.open(path, "r", function(err, fd) {
        if (err) return callback(err);
        fromFd(fd, options2, function(err2, zipfile) {
          if (err2) fs.close(fd, defaultCallback);
          callback(err2, zipfile);
        });
      });
    }
    function fromFd(fd, options2, callback) {
      if (typeof options2 === "function") {
        callback = options2;
        options2 = null;
      }
      if (options2 == null) options2 = {};
      if (options2.autoClose == null) options2.autoClose = false;
      if (options2.lazyEntries == null) options2.lazyEntries = false;
      if (options2.decodeStrings == null) options2.decodeStrings = true;
      if (options2.validateEntrySizes == null) options2.validateEntrySizes = true;
      if (options2.strictFileNames == null) options2.strictFileNames = false;
      if (callback == null) callback = defaultCallback;
      fs.fstat(fd, function(err, stats) {
        if (err) return callback(err);
        var reader = new fd_slicer.FdSlicer(fd);
        fromRandomAccessReader(reader, stats.size, options2, callback);
      });
    }
    function fromBuffer(buffer, options2, callback) {
      if (typeof options2 === "function") {
        callback = options2;
        options2 = null;
      }
      if (options2 == null) options2 = {};
      options2.autoClose = false;
      if (options2.lazyEntries == null) options2.lazyEntries = false;
      if (options2.decodeStrings == null) options2.decodeStrings = true;
      if (options2.validateEntrySizes == null) options2.validateEntrySizes = true;
      if (options2.strictFileNames == null) options2.strictFileNames = false;
      var reader = new fd_slicer.BufferSlicer(buffer);
      fromRandomAccessReader(reader, buffer.length, options2, callback);
    }
    function fromRandomAccessReader(reader, totalSize, options2, callback) {
      if (typeof options2 === "function") {
        callback = options2;
        options2 = null;
      }
      if (options2 == null) options2 = {};
      if (options2.autoClose == null) options2.autoClose = true;
      if (options2.lazyEntries == null) options2.lazyEntries = false;
      if (options2.decodeStrings == null) options2.decodeStrings = true;
      var decodeStrings = !!options2.decodeStrings;
      if (options2.validateEntrySizes == null) options2.validateEntrySizes = true;
      if (options2.strictFileNames == null) options2.strictFileNames = false;
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
              return callback(null, new ZipFile(reader, centralDirectoryOffset, totalSize, entryCount, comment, options2.autoClose, options2.lazyEntries, decodeStrings, options2.validateEntrySizes, options2.strictFileNames));
            });
          }
          if (diskNumber !== 0) {
            return callback(new Error("multi-disk zip files are not supported: found disk number: " + diskNumber));
          }
          return callback(null, new ZipFile(reader, centralDirectoryOffset, totalSize, entryCount, comment, options2.autoClose, options2.lazyEntries, decodeStrings, options2.validateEntrySizes, options2.strictFileNames));
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
            var isUtf83 = (entry.generalPurposeBitFlag & 2048) !== 0;
            entry.fileComment = decodeBuffer(entry.fileCommentRaw, isUtf83);
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
    ZipFile.prototype.openReadStream = function(entry, options2, callback) {
      var self = this;
      var relativeStart = 0;
      var relativeEnd = entry.compressedSize;
      if (callback == null) {
        callback = options2;
        options2 = null;
      }
      if (options2 == null) {
        options2 = {};
      } else {
        if (options2.decodeFileData === false) {
          if (options2.decrypt != null) {
            throw new Error("cannot use options.decrypt when options.decodeFileData === false");
          }
          if (options2.decompress != null) {
            throw new Error("cannot use options.decompress when options.decodeFileData === false");
          }
        } else {
          if (options2.decrypt != null) {
            if (!entry.isEncrypted()) {
              throw new Error("options.decrypt can only be specified for encrypted entries. See also option decodeFileData.");
            }
            if (options2.decrypt !== false) throw new Error("invalid options.decrypt value: " + options2.decrypt);
            if (entry.isCompressed()) {
              if (options2.decompress !== false) throw new Error("entry is encrypted and compressed, and options.decompress !== false. See also option decodeFileData.");
            }
          }
          if (options2.decompress != null) {
            if (!entry.isCompressed()) {
              throw new Error("options.decompress can only be specified for compressed entries. See also option decodeFileData.");
            }
            if (!(options2.decompress === false || options2.decompress === true)) {
              throw new Error("invalid options.decompress value: " + options2.decompress);
            }
            decompress = options2.decompress;
          }
        }
        if (options2.start != null) {
          relativeStart = options2.start;
          if (relativeStart < 0) throw new Error("options.start < 0");
          if (relativeStart > entry.compressedSize) throw new Error("options.start > entry.compressedSize");
        }
        if (options2.end != null) {
          relativeEnd = options2.end;
          if (relativeEnd < 0) throw new Error("options.end < 0");
          if (relativeEnd > entry.compressedSize) throw new Error("options.end > entry.compressedSize");
          if (relativeEnd < relativeStart) throw new Error("options.end < options.start");
        }
      }
      var rawMode = options2.decodeFileData === false || // Explicitly requested raw.
      (entry.compressionMethod === 0 || // Naturally without compression.
      entry.compressionMethod === 8 && options2.decompress === false) && (!entry.isEncrypted() || // Naturally without encryption.
      options2.decrypt === false);
      if (options2.start != null || options2.end != null) {
        if (!rawMode) throw new Error("start/end range require options.decodeFileData === false for non-trivial encoded entries.");
      }
      if (!self.isOpen) return callback(new Error("closed"));
      if (entry.isEncrypted() && !rawMode) {
        if (options2.decrypt !== false) return callback(new Error("entry is encrypted, and options.decodeFileData !== false"));
      }
      var decompress;
      if (rawMode) {
        decompress = false;
      } else if (entry.compressionMethod === 8) {
        decompress = options2.decodeFileData !== true;
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
    ZipFile.prototype.readLocalFileHeader = function(entry, options2, callback) {
      var self = this;
      if (callback == null) {
        callback = options2;
        options2 = null;
      }
      if (options2 == null) options2 = {};
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
          if (options2.minimal) {
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
    ZipFile.prototype.openReadStreamPromise = function(entry, options2) {
      return new Promise((resolve, reject) => {
        this.openReadStream(entry, options2, function(err, readStream) {
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
    ZipFile.prototype.readLocalFileHeaderPromise = function(entry, options2) {
      return new Promise((resolve, reject) => {
        this.readLocalFileHeader(entry, options2, function(err, localFileHeader) {
          if (err) return reject(err);
          resolve(localFileHeader);
        });
      });
    };
    function Entry() {
    }
    Entry.prototype.getLastModDate = function(options2) {
      if (options2 == null) options2 = {};
      if (!options2.forceDosFormat) {
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
      return dosDateTimeToDate(this.lastModFileDate, this.lastModFileTime, options2.timezone);
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
        var isUtf83 = (generalPurposeBitFlag & 2048) !== 0;
        fileName = decodeBuffer(fileNameBuffer, isUtf83);
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
    RandomAccessReader2.prototype.createReadStream = function(options2) {
      if (options2 == null) options2 = {};
      var start = options2.start;
      var end = options2.end;
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
    function decodeBuffer(buffer, isUtf83) {
      if (isUtf83) {
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

// src/detect/binary/apple-keychain.ts
import { createDecipheriv as createDecipheriv2, createHmac } from "node:crypto";

// src/model/anchor.ts
function textAnchor(text4, options2 = {}) {
  return { bytes: new TextEncoder().encode(text4), ignoreCase: options2.ignoreCase ?? false };
}
function byteAnchor(hex3) {
  return { bytes: Uint8Array.from(Buffer.from(hex3.replaceAll(" ", ""), "hex")), ignoreCase: false };
}

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
  let known4 = stretched.get(secret);
  if (known4 === void 0) {
    const key = scryptSync(secret, "keysieve fingerprint 1", 16, { N: 1 << 14, r: 8, p: 1, maxmem: 32 << 20 });
    known4 = `pass:${key.toString("hex")}`;
    if (stretched.size > 1e3) stretched.clear();
    stretched.set(secret, known4);
  }
  return known4;
}
var stretched = /* @__PURE__ */ new Map();
function sha256Hex(data) {
  return createHash("sha256").update(data).digest("hex");
}

// src/detect/proof/is-monotonous.ts
function isMonotonous(bytes) {
  return new Set(bytes).size < 8;
}

// src/detect/proof/password-decryption.ts
import { createDecipheriv, pbkdf2Sync } from "node:crypto";

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
  /** The next element with its tag and length, as a view of the bytes; the cursor stays before it. */
  whole(tag) {
    const span = this.#span(tag);
    return span && this.#bytes.subarray(this.#position, span.end);
  }
  /** The content of the next element when nothing follows it. */
  only(tag) {
    const content = this.element(tag);
    return this.atEnd ? content : void 0;
  }
  /** All that is left of this level, as a view of the bytes. */
  rest() {
    return this.#bytes.subarray(this.#position, this.#end);
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
  /** `[0]` over a primitive type: IMPLICIT. */
  primitive0: 128,
  /** `[1]` over a primitive type: IMPLICIT. */
  primitive1: 129
};
var MAX_LENGTH_BYTES = 3;

// src/detect/proof/pkcs12-derivation.ts
import { hash as hash2 } from "node:crypto";

// src/detect/proof/repeated-hash.ts
import { hash } from "node:crypto";
var ROUND_MICROSECONDS = {
  ...{ sha1: 0.2, sha256: 0.32 },
  ...{ md5: 0.6, sha224: 0.7, sha384: 0.7, sha512: 0.75 }
};
function repeatedHash(hashName, digest, rounds) {
  if (hashName === "sha1") return inWords(digest, (words) => repeatSha1(words, rounds));
  if (hashName === "sha256") return inWords(digest, (words) => repeatSha256(words, rounds));
  let last = digest;
  for (let round = 0; round < rounds; round++) last = hash(hashName, last, "buffer");
  return last;
}
function inWords(digest, repeat) {
  const bytes = new DataView(Uint8Array.from(digest).buffer);
  const words = new Int32Array(digest.length / 4);
  for (let index = 0; index < words.length; index++) words[index] = bytes.getInt32(4 * index);
  repeat(words);
  for (let index = 0; index < words.length; index++) bytes.setInt32(4 * index, words[index]);
  return new Uint8Array(bytes.buffer);
}
function repeatSha1(digest, rounds) {
  const w = new Int32Array(80);
  w[5] = 128 << 24;
  w[15] = 160;
  for (let round = 0; round < rounds; round++) {
    for (let t = 0; t < 5; t++) w[t] = digest[t];
    for (let t = 16; t < 80; t++) {
      const word = w[t - 3] ^ w[t - 8] ^ w[t - 14] ^ w[t - 16];
      w[t] = word << 1 | word >>> 31;
    }
    let a = 1732584193;
    let b = 4023233417 | 0;
    let c = 2562383102 | 0;
    let d = 271733878;
    let e = 3285377520 | 0;
    for (let t = 0; t < 20; t++) {
      const next = (a << 5 | a >>> 27) + (b & c | ~b & d) + e + w[t] + 1518500249 | 0;
      e = d;
      d = c;
      c = b << 30 | b >>> 2;
      b = a;
      a = next;
    }
    for (let t = 20; t < 40; t++) {
      const next = (a << 5 | a >>> 27) + (b ^ c ^ d) + e + w[t] + 1859775393 | 0;
      e = d;
      d = c;
      c = b << 30 | b >>> 2;
      b = a;
      a = next;
    }
    for (let t = 40; t < 60; t++) {
      const next = (a << 5 | a >>> 27) + (b & c | b & d | c & d) + e + w[t] + 2400959708 | 0;
      e = d;
      d = c;
      c = b << 30 | b >>> 2;
      b = a;
      a = next;
    }
    for (let t = 60; t < 80; t++) {
      const next = (a << 5 | a >>> 27) + (b ^ c ^ d) + e + w[t] + 3395469782 | 0;
      e = d;
      d = c;
      c = b << 30 | b >>> 2;
      b = a;
      a = next;
    }
    digest[0] = 1732584193 + a;
    digest[1] = 4023233417 + b;
    digest[2] = 2562383102 + c;
    digest[3] = 271733878 + d;
    digest[4] = 3285377520 + e;
  }
}
var SHA256_CONSTANTS = rootsOfPrimes(64, 1 / 3);
var SHA256_START = rootsOfPrimes(8, 1 / 2);
function rootsOfPrimes(count, power2) {
  const primes = [];
  for (let candidate = 2; primes.length < count; candidate++) {
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate);
  }
  return Int32Array.from(primes, (prime) => prime ** power2 % 1 * 2 ** 32);
}
function repeatSha256(digest, rounds) {
  const constants5 = SHA256_CONSTANTS;
  const start = SHA256_START;
  const w = new Int32Array(64);
  w[8] = 128 << 24;
  w[15] = 256;
  for (let round = 0; round < rounds; round++) {
    for (let t = 0; t < 8; t++) w[t] = digest[t];
    for (let t = 16; t < 64; t++) {
      const x = w[t - 15];
      const y = w[t - 2];
      const sigma0 = (x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3;
      const sigma1 = (y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10;
      w[t] = sigma0 + w[t - 7] + sigma1 + w[t - 16] | 0;
    }
    let a = start[0];
    let b = start[1];
    let c = start[2];
    let d = start[3];
    let e = start[4];
    let f = start[5];
    let g = start[6];
    let h = start[7];
    for (let t = 0; t < 64; t++) {
      const sum1 = (e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7);
      const sum0 = (a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10);
      const first = h + sum1 + (e & f ^ ~e & g) + constants5[t] + w[t] | 0;
      const second = sum0 + (a & b ^ a & c ^ b & c) | 0;
      h = g;
      g = f;
      f = e;
      e = d + first | 0;
      d = c;
      c = b;
      b = a;
      a = first + second | 0;
    }
    digest[0] = start[0] + a;
    digest[1] = start[1] + b;
    digest[2] = start[2] + c;
    digest[3] = start[3] + d;
    digest[4] = start[4] + e;
    digest[5] = start[5] + f;
    digest[6] = start[6] + g;
    digest[7] = start[7] + h;
  }
}

// src/detect/proof/pkcs12-derivation.ts
var PURPOSE = { key: 1, vector: 2, mac: 3 };
var HASHES = {
  sha1: { blockBytes: 64, bytes: 20 },
  sha224: { blockBytes: 64, bytes: 28 },
  sha256: { blockBytes: 64, bytes: 32 },
  sha384: { blockBytes: 128, bytes: 48 },
  sha512: { blockBytes: 128, bytes: 64 }
};
function derivationMicroseconds({ hashName, iterations, bytes }) {
  const known4 = HASHES[hashName];
  return known4 === void 0 ? 0 : iterations * Math.ceil(bytes / known4.bytes) * ROUND_MICROSECONDS[hashName];
}
function derivePkcs12(password, options2) {
  const { hashName, purpose, salt, iterations, bytes } = options2;
  const known4 = HASHES[hashName];
  if (known4 === void 0 || salt.length > MAX_SALT_BYTES) return void 0;
  const { blockBytes } = known4;
  const diversifier = new Uint8Array(blockBytes).fill(purpose);
  const input = Buffer.concat([repeated(salt, blockBytes), repeated(password, blockBytes)]);
  const result = [];
  for (let made2 = 0; made2 < bytes; made2 += known4.bytes) {
    const digest = repeatedHash(
      hashName,
      hash2(hashName, Buffer.concat([diversifier, input]), "buffer"),
      iterations - 1
    );
    result.push(digest);
    addToBlocks(input, repeated(digest, blockBytes).subarray(0, blockBytes));
  }
  return Buffer.concat(result).subarray(0, bytes);
}
var MAX_SALT_BYTES = 1024;
function repeated(part3, blockBytes) {
  return Buffer.alloc(Math.ceil(part3.length / blockBytes) * blockBytes, part3);
}
function addToBlocks(blocks, addend) {
  for (let start = 0; start < blocks.length; start += addend.length) {
    let carry = 1;
    for (let index = addend.length - 1; index >= 0; index--) {
      carry += blocks[start + index] + addend[index];
      blocks[start + index] = carry & 255;
      carry >>= 8;
    }
  }
}
var NO_PASSWORD = "\0";
function bmpPassword(password) {
  if (password === NO_PASSWORD) return new Uint8Array();
  return Buffer.from(`${password}\0`, "utf16le").swap16();
}

// src/detect/proof/password-decryption.ts
var MAX_ITERATIONS = 6e5;
var GUESSING_MS = 42;
var OPENING_MS = 200;
function allowanceOf(milliseconds) {
  let left = 1e3 * milliseconds;
  return {
    take(microseconds) {
      if (microseconds > left) return false;
      left -= microseconds;
      return true;
    }
  };
}
var PBES2 = "2a864886f70d01050d";
var PBKDF2 = "2a864886f70d01050c";
var PKCS12_TRIPLE_DES = {
  "2a864886f70d010c0103": 24,
  "2a864886f70d010c0104": 16
};
var CIPHERS = {
  "608648016503040102": { name: "aes-128-cbc", keyBytes: 16, ivBytes: 16 },
  "608648016503040116": { name: "aes-192-cbc", keyBytes: 24, ivBytes: 16 },
  "60864801650304012a": { name: "aes-256-cbc", keyBytes: 32, ivBytes: 16 },
  "2a864886f70d0307": { name: "des-ede3-cbc", keyBytes: 24, ivBytes: 8 }
};
var HMACS = {
  "2a864886f70d0207": "sha1",
  "2a864886f70d0208": "sha224",
  "2a864886f70d0209": "sha256",
  "2a864886f70d020a": "sha384",
  "2a864886f70d020b": "sha512"
};
var PBKDF2_MICROSECONDS = {
  ...{ sha1: 0.36, sha224: 0.16, sha256: 0.16, sha384: 0.46, sha512: 0.46 }
};
var PBKDF2_BYTES = { sha384: 48, sha512: 64 };
function decryptWithPassword(algorithm, options2) {
  const oid2 = algorithm.oid();
  const parameters = algorithm.element(TAG.sequence);
  if (oid2 === void 0 || parameters === void 0) return void 0;
  const tripleDesBytes = PKCS12_TRIPLE_DES[oid2];
  if (tripleDesBytes !== void 0) return decryptTripleDes(parameters, tripleDesBytes, options2);
  return oid2 === PBES2 ? decryptPbes2(parameters, options2) : void 0;
}
function decryptPbes2(parameters, { ciphertext, password, allowance }) {
  const derivation = parameters.element(TAG.sequence);
  const encryption = parameters.element(TAG.sequence);
  const cipher = CIPHERS[encryption?.oid() ?? ""];
  const iv = encryption?.octets(TAG.octetString);
  if (derivation === void 0 || cipher === void 0 || iv?.length !== cipher.ivBytes) return void 0;
  const text4 = password === NO_PASSWORD ? "" : password;
  const key = derivePbkdf2(derivation, { password: text4, bytes: cipher.keyBytes, allowance });
  return key && decrypt(cipher.name, key, iv, ciphertext);
}
function derivePbkdf2(derivation, options2) {
  const oid2 = derivation.oid();
  const details = derivation.element(TAG.sequence);
  const salt = details?.octets(TAG.octetString);
  const iterations = iterationsOf(details);
  if (oid2 !== PBKDF2 || details === void 0 || salt === void 0 || iterations === void 0) return void 0;
  if (details.nextTag === TAG.integer) details.integer(4);
  const prf = details.atEnd ? "sha1" : HMACS[details.element(TAG.sequence)?.oid() ?? ""];
  if (prf === void 0) return void 0;
  const { password, bytes, allowance } = options2;
  return derivePbkdf2Within(allowance, { password, salt, iterations, bytes, hashName: prf });
}
function derivePbkdf2Within(allowance, options2) {
  const { salt, iterations, bytes, hashName } = options2;
  const password = Buffer.from(options2.password);
  return remembered(
    `pbkdf2 ${hashName} ${hex(salt)} ${iterations} ${bytes} ${hex(password)}`,
    () => allowance.take(
      iterations * (PBKDF2_MICROSECONDS[hashName] ?? 1) * Math.ceil(bytes / (PBKDF2_BYTES[hashName] ?? 32))
    ) ? pbkdf2Sync(password, salt, iterations, bytes, hashName) : void 0
  );
}
function derivePkcs12Within(allowance, password, options2) {
  const { hashName, purpose, salt, iterations, bytes } = options2;
  return remembered(
    `pkcs12 ${hashName} ${purpose} ${hex(salt)} ${iterations} ${bytes} ${hex(password)}`,
    () => allowance.take(derivationMicroseconds(options2)) ? derivePkcs12(password, options2) : void 0
  );
}
function iterationsOf(cursor) {
  const count = cursor?.integer(8);
  return count !== void 0 && count >= 1n && count <= MAX_ITERATIONS ? Number(count) : void 0;
}
function decryptTripleDes(parameters, keyBytes, options2) {
  const salt = parameters.octets(TAG.octetString);
  const iterations = iterationsOf(parameters);
  if (salt === void 0 || iterations === void 0) return void 0;
  const password = bmpPassword(options2.password);
  const shared5 = { hashName: "sha1", salt, iterations };
  const { allowance } = options2;
  const key = derivePkcs12Within(allowance, password, { ...shared5, purpose: PURPOSE.key, bytes: keyBytes });
  const iv = derivePkcs12Within(allowance, password, { ...shared5, purpose: PURPOSE.vector, bytes: 8 });
  if (key === void 0 || iv === void 0) return void 0;
  const full = keyBytes === 16 ? Buffer.concat([key, key.subarray(0, 8)]) : key;
  return decrypt("des-ede3-cbc", full, iv, options2.ciphertext);
}
function decrypt(name, key, iv, ciphertext) {
  try {
    const decipher = createDecipheriv(name, key, iv);
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
  } catch {
    return void 0;
  }
}
var known = /* @__PURE__ */ new Map();
var MAX_KNOWN = 1e3;
function remembered(name, derive) {
  const before2 = known.get(name);
  if (before2 !== void 0) return before2;
  const made2 = derive();
  if (made2 !== void 0) {
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(name, made2);
  }
  return made2;
}
function hex(bytes) {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("hex");
}

// src/detect/proof/usual-passwords.ts
var USUAL_PASSWORDS = [
  "changeit",
  "",
  "password",
  "changeme",
  "android",
  "secret",
  "123456",
  "notasecret",
  "test",
  "storepass",
  "12345678",
  "changeMe"
];

// src/detect/binary/apple-keychain.ts
var FILE_HEADER_BYTES = 16;
var MAX_TABLES = 64;
var BLOB_HEADER_BYTES = 92;
var CIPHERTEXT_BYTES = 48;
var MAX_BLOB_BYTES = 16 * 1024;
var ITERATIONS = 1e3;
var FIRST_OF_FILE = 107;
var appleKeychain = {
  id: "key-store-keychain",
  form: {
    specification: "AppleDatabase and ssblob.h of Apple Security",
    proof: "file: all offsets fit. Usual password: padding and HMAC of the DbBlob"
  },
  title: "Apple keychain, encrypted with a password",
  severity: "low",
  confidence: "high",
  advice: "Opens with its password, which can be guessed at leisure. If that is known or weak, replace every key and password in it; delete keychains of builds when the build ends.",
  trigger: {
    anchors: ["6b 79 63 68 00 01 00 00", "fa de 07 11 00 00 01 00", "fa de 07 11 00 00 02 00"].map(byteAnchor),
    bytesBefore: 0,
    reads: "bytes"
  },
  maxMatchBytes: MAX_BLOB_BYTES,
  inspect
};
function inspect(window, at) {
  const end = Math.min(window.length, at + MAX_BLOB_BYTES);
  const bytes = Buffer.from(window.buffer, window.byteOffset + at, end - at);
  return bytes[0] === FIRST_OF_FILE ? inspectFile(bytes, at) : inspectDbBlob(bytes, at);
}
function inspectFile(bytes, at) {
  if (bytes.length < FILE_HEADER_BYTES) return void 0;
  const schema = bytes.readUInt32BE(12);
  if (bytes.readUInt32BE(8) < FILE_HEADER_BYTES || schema < FILE_HEADER_BYTES || schema > 4096 || schema % 4 !== 0)
    return void 0;
  if (schema + 8 > bytes.length) return void 0;
  const [size2, tables] = [bytes.readUInt32BE(schema), bytes.readUInt32BE(schema + 4)];
  const end = schema + 8 + 4 * tables;
  if (tables === 0 || tables > MAX_TABLES || size2 < 8 + 4 * tables || end > bytes.length) return void 0;
  for (let place3 = schema + 8; place3 < end; place3 += 4) {
    const offset = bytes.readUInt32BE(place3);
    if (offset < 8 + 4 * tables || offset >= size2 || offset % 4 !== 0) return void 0;
  }
  return {
    ...{ offset: at, length: end, preview: "kych…", fingerprint: blobFingerprint(bytes.subarray(0, end)) },
    facts: { encrypted: true, form: "keychain", tables }
  };
}
function inspectDbBlob(bytes, at) {
  if (bytes.length < BLOB_HEADER_BYTES) return void 0;
  const [start, length] = [bytes.readUInt32BE(8), bytes.readUInt32BE(12)];
  if (start < BLOB_HEADER_BYTES || length !== start + CIPHERTEXT_BYTES || length > bytes.length) return void 0;
  const [salt, iv, ciphertext] = [bytes.subarray(44, 64), bytes.subarray(64, 72), bytes.subarray(start, length)];
  if (isMonotonous(salt) || isMonotonous(ciphertext)) return void 0;
  const allowance = allowanceOf(GUESSING_MS);
  for (const password of USUAL_PASSWORDS) {
    const options2 = { password, salt, iterations: ITERATIONS, bytes: 24, hashName: "sha1" };
    const key = derivePbkdf2Within(allowance, options2);
    const keys = key && decrypt2(key, iv, ciphertext);
    if (keys?.length !== KEYS_BYTES) continue;
    const signed2 = createHmac("sha1", keys.subarray(24)).update(bytes.subarray(0, 72));
    const isProven = signed2.update(bytes.subarray(BLOB_HEADER_BYTES, length)).digest().equals(bytes.subarray(72, 92));
    return {
      ...{ offset: at, length, preview: "fa de 07 11…", fingerprint: blobFingerprint(ciphertext) },
      ...{ title: "Apple keychain that a usual password opens", severity: "high" },
      // Four bytes of padding are right by chance once in 2^32.
      confidence: isProven ? "proven" : "high",
      facts: { form: "keychain", password: password === "" ? "empty" : "usual" }
    };
  }
  return void 0;
}
var KEYS_BYTES = 44;
function decrypt2(key, iv, ciphertext) {
  try {
    const decipher = createDecipheriv2("des-ede3-cbc", key, iv);
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
  } catch {
    return void 0;
  }
}

// src/detect/proof/alias-facts.ts
var MAX_NAMED = 5;
var MAX_CHARACTERS = 64;
function aliasFacts(aliases) {
  const named2 = aliases.filter((alias) => /^[\x20-\x7e]+$/.test(alias) && alias.length <= MAX_CHARACTERS);
  return {
    keys: aliases.length,
    ...named2.length > 0 && { aliases: named2.slice(0, MAX_NAMED).join(", ") }
  };
}

// src/detect/proof/bcfks-store.ts
import { createDecipheriv as createDecipheriv3, createHmac as createHmac2 } from "node:crypto";

// src/detect/proof/der-writer.ts
function derElement(tag, ...parts) {
  const content = parts.reduce((sum, part3) => sum + part3.length, 0);
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
  const hex3 = value.toString(16);
  const even = hex3.length % 2 === 0 ? hex3 : `0${hex3}`;
  return Buffer.from(Number.parseInt(even.slice(0, 2), 16) >= 128 ? `00${even}` : even, "hex");
}

// src/detect/proof/ec.ts
import { createECDH } from "node:crypto";

// src/detect/proof/big-integer.ts
function bitLength(value) {
  return value === 0n ? 0 : value.toString(16).length * 4 - LEADING_ZERO_BITS[Number.parseInt(value.toString(16)[0], 16)];
}
var LEADING_ZERO_BITS = [4, 3, 2, 2, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0];
function fromBytes(bytes) {
  return bytes.length === 0 ? 0n : BigInt(`0x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("hex")}`);
}
function toBytes(value) {
  const hex3 = value.toString(16);
  return Buffer.from(hex3.length % 2 === 0 ? hex3 : `0${hex3}`, "hex");
}
function gcd(a, b) {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
function inverseOf(value, modulus) {
  let [r0, r1, t0, t1] = [modulus, (value % modulus + modulus) % modulus, 0n, 1n];
  while (r1 !== 0n) {
    const quotient = r0 / r1;
    [r0, r1, t0, t1] = [r1, r0 - quotient * r1, t1, t0 - quotient * t1];
  }
  return r0 === 1n ? (t0 % modulus + modulus) % modulus : void 0;
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

// src/detect/proof/curve-primes.ts
var BRAINPOOL = {
  160: 0xe95e4a5f737059dc60dfc7ad95b3d8139515620fn,
  192: 0xc302f41d932a36cda7a3463093d18db78fce476de1a86297n,
  224: 0xd7c134aa264366862a18302575d1d787b09f075797da89f57ec8c0ffn,
  256: 0xa9fb57dba1eea9bc3e660a909d838d726e3bf623d52620282013481d1f6e5377n,
  320: 0xd35e472036bc4fb7e13c785ed201e065f98fcfa6f6f40def4f92b9ec7893ec28fcd412b1f1b32e27n,
  384: 0x8cb91e82a3386d280f5d6f7e50e641df152f7109ed5456b412b1da197fb71123acd3a729901d1a71874700133107ec53n,
  512: 0xaadd9db8dbe9c48b3fd4e6ae33c9fc07cb308db3b3c9d20ed6639cca703308717d4d9b009bc66842aecda12ae6a380e62881ff2f2d82c68528aa6056583a48f3n
};
var FIELD_PRIMES = new Map([
  ["P-192", 2n ** 192n - 2n ** 64n - 1n],
  ["P-224", 2n ** 224n - 2n ** 96n + 1n],
  ["P-256", 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n],
  ["P-384", 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n],
  ["P-521", 2n ** 521n - 1n],
  ["secp192k1", 2n ** 192n - 2n ** 32n - 4553n],
  ["secp256k1", 2n ** 256n - 2n ** 32n - 977n],
  ["SM2", 2n ** 256n - 2n ** 224n - 2n ** 96n + 2n ** 64n - 1n],
  // A curve and its twist are over the same field.
  ...Object.entries(BRAINPOOL).flatMap(
    ([bits, prime]) => ["r1", "t1"].map((kind) => [`brainpoolP${bits}${kind}`, prime])
  )
]);

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
  { name: "brainpoolP512r1", oid: "2b240303020801010d", nodeName: "brainpoolP512r1", bytes: 64 },
  { name: "brainpoolP160t1", oid: "2b2403030208010102", nodeName: "brainpoolP160t1", bytes: 20 },
  { name: "brainpoolP192t1", oid: "2b2403030208010104", nodeName: "brainpoolP192t1", bytes: 24 },
  { name: "brainpoolP224t1", oid: "2b2403030208010106", nodeName: "brainpoolP224t1", bytes: 28 },
  { name: "brainpoolP256t1", oid: "2b2403030208010108", nodeName: "brainpoolP256t1", bytes: 32 },
  { name: "brainpoolP320t1", oid: "2b240303020801010a", nodeName: "brainpoolP320t1", bytes: 40 },
  { name: "brainpoolP384t1", oid: "2b240303020801010c", nodeName: "brainpoolP384t1", bytes: 48 },
  { name: "brainpoolP512t1", oid: "2b240303020801010e", nodeName: "brainpoolP512t1", bytes: 64 },
  { name: "secp192k1", oid: "2b8104001f", nodeName: "secp192k1", bytes: 24 },
  { name: "SM2", oid: "2a811ccf5501822d", nodeName: "SM2", bytes: 32 }
];
function proveEc(curve2, scalar, claimed) {
  if (scalar.length !== scalarBytes(curve2)) return void 0;
  if (claimed === void 0 ? isMonotonous(scalar) : !isPointOf(curve2, claimed) || !liesOn(curve2, claimed)) {
    return void 0;
  }
  const point = multiplyBase(curve2, scalar);
  if (point === void 0) return void 0;
  return claimed === void 0 || samePoint(point, claimed) ? { kind: "ec", curve: curve2, point } : void 0;
}
function scalarBytes(curve2) {
  return curve2.scalarBytes ?? curve2.bytes;
}
function isPointOf(curve2, point) {
  const form = point[0];
  if (form === 4) return point.length === 1 + 2 * curve2.bytes;
  return (form === 2 || form === 3) && point.length === 1 + curve2.bytes;
}
function isOn({ p, a, b }, { x, y }) {
  return x < p && y < p && (y * y - (x * x * x + a * x + b)) % p === 0n;
}
function readPoint(bytes, width) {
  if (bytes[0] !== 4 || bytes.length !== 1 + 2 * width) return void 0;
  return { x: fromBytes(bytes.subarray(1, 1 + width)), y: fromBytes(bytes.subarray(1 + width)) };
}
function liesOn(curve2, point) {
  const uncompressed = FIELD_PRIMES.has(curve2.name) ? readPoint(point, curve2.bytes) : void 0;
  const equation = uncompressed && equationOf(curve2);
  return uncompressed === void 0 || equation !== void 0 && isOn(equation, uncompressed);
}
function equationOf(curve2) {
  const known4 = equations.get(curve2);
  if (known4 !== void 0) return known4;
  const p = FIELD_PRIMES.get(curve2.name);
  const [one, two] = [1, 2].map((factor2) => {
    const scalar = new Uint8Array(curve2.bytes);
    scalar[curve2.bytes - 1] = factor2;
    const multiple = multiplyBase(curve2, scalar);
    return multiple && readPoint(multiple, curve2.bytes);
  });
  if (p === void 0 || one === void 0 || two === void 0) return void 0;
  const mod = (value) => (value % p + p) % p;
  const rest = ({ x, y }) => y * y - x * x * x;
  const a = mod((rest(one) - rest(two)) * inverseOf(mod(one.x - two.x), p));
  const equation = { p, a, b: mod(rest(one) - a * one.x) };
  equations.set(curve2, equation);
  return equation;
}
var equations = /* @__PURE__ */ new Map();
function samePoint(uncompressed, claimed) {
  if (claimed[0] === 4) return Buffer.compare(uncompressed, claimed) === 0;
  const x = uncompressed.subarray(1, claimed.length);
  const parity = uncompressed.at(-1) & 1;
  return claimed[0] === 2 + parity && Buffer.compare(x, claimed.subarray(1)) === 0;
}
function basePoint(curve2) {
  if (!basePoints.has(curve2)) {
    const one = new Uint8Array(curve2.bytes);
    one[curve2.bytes - 1] = 1;
    basePoints.set(curve2, multiplyBase(curve2, one));
  }
  return basePoints.get(curve2);
}
var basePoints = /* @__PURE__ */ new Map();
function hasOrder(curve2, order) {
  const hex3 = order > 2n ? (order - 1n).toString(16).padStart(2 * curve2.bytes, "0") : "";
  if (hex3.length !== 2 * curve2.bytes) return false;
  const last = multiplyBase(curve2, Buffer.from(hex3, "hex"));
  const base = basePoint(curve2);
  return last !== void 0 && base !== void 0 && Buffer.compare(last.subarray(1, 1 + curve2.bytes), base.subarray(1, 1 + curve2.bytes)) === 0;
}
function multiplyBase(curve2, scalar) {
  const name = `${curve2.nodeName} ${Buffer.from(scalar).toString("base64")}`;
  if (multiplied.has(name)) return multiplied.get(name);
  if (multiplied.size >= MAX_REMEMBERED) multiplied.clear();
  let point;
  try {
    const ecdh = createECDH(curve2.nodeName);
    ecdh.setPrivateKey(scalar);
    point = ecdh.getPublicKey();
  } catch {
  }
  multiplied.set(name, point);
  return point;
}
var multiplied = /* @__PURE__ */ new Map();
var MAX_REMEMBERED = 256;

// src/detect/proof/explicit-curve.ts
var PRIME_FIELD = "2a8648ce3d0101";
var MIN_FIELD_BITS = 112;
var MAX_FIELD_BYTES = 66;
function readExplicitCurve(cursor) {
  const parameters = cursor.whole(TAG.sequence);
  const content = cursor.element(TAG.sequence);
  const version = content?.integer(1);
  const field = content?.element(TAG.sequence);
  const fieldType = field?.oid();
  const p = field?.integer(MAX_FIELD_BYTES + 1);
  const curve2 = content?.element(TAG.sequence);
  const [a, b] = [curve2?.octets(TAG.octetString), curve2?.octets(TAG.octetString)];
  const base = content?.octets(TAG.octetString);
  const order = content?.integer(MAX_FIELD_BYTES + 1);
  const cofactor = content?.nextTag === TAG.integer ? content.integer(MAX_FIELD_BYTES) : 1n;
  if (parameters === void 0 || version === void 0 || version < 1n || version > 3n) return void 0;
  if (fieldType !== PRIME_FIELD || p === void 0 || a === void 0 || b === void 0) return void 0;
  if (base === void 0 || order === void 0 || cofactor === void 0 || bitLength(p) < MIN_FIELD_BITS || (p & 1n) === 0n)
    return void 0;
  const bytes = Math.ceil(bitLength(p) / 8);
  if (a.length > bytes || b.length > bytes) return void 0;
  const equation = { p, a: fromBytes(a), b: fromBytes(b) };
  const named2 = curveWithName(equation, base, order);
  if (named2 !== void 0) return cofactor === 1n ? named2 : void 0;
  const point = readPoint(base, bytes);
  if (point === void 0 || !isOn(equation, point) || !isCofactor(cofactor, order, p)) return void 0;
  return {
    ...equation,
    order,
    base: point,
    holdsMore: version !== 1n || !curve2?.atEnd || !content?.atEnd,
    bytes,
    parameters
  };
}
function curveWithName(equation, base, order) {
  const bytes = Math.ceil(bitLength(equation.p) / 8);
  return CURVES.find((known4) => {
    if (known4.bytes !== bytes || !isBaseOf(known4, base) || !hasOrder(known4, order)) return false;
    const point = readPoint(basePoint(known4), bytes);
    return point !== void 0 && isOn(equation, point);
  });
}
function isBaseOf(curve2, base) {
  const known4 = isPointOf(curve2, base) ? basePoint(curve2) : void 0;
  return known4 !== void 0 && Buffer.compare(known4.subarray(1, 1 + curve2.bytes), base.subarray(1, 1 + curve2.bytes)) === 0;
}
function isCofactor(cofactor, order, p) {
  const difference = cofactor * order - p - 1n;
  return order * order > 16n * p && difference * difference <= 4n * p;
}
function proveExplicit(curve2, scalar, claimed, algorithm) {
  const d = scalar.length <= MAX_FIELD_BYTES + 1 ? fromBytes(scalar) : 0n;
  const point = claimed && readPoint(claimed, curve2.bytes);
  if (claimed === void 0 || point === void 0 || d < 1n || d >= curve2.order) return void 0;
  if (bitLength(d) < MIN_FIELD_BITS / 2 || !isOn(curve2, point)) return void 0;
  const computed = multiply(curve2, d);
  if (computed?.x !== point.x || computed.y !== point.y) return void 0;
  const last = multiply(curve2, curve2.order - 1n);
  if (last?.x !== curve2.base.x || last.y !== curve2.p - curve2.base.y) return void 0;
  return { kind: "ec-explicit", bits: bitLength(curve2.p), algorithm, point: claimed };
}
function multiply({ p, a, base }, d) {
  const mod = (value) => (value % p + p) % p;
  let [x, y, z] = [0n, 1n, 0n];
  for (const digit of d.toString(2)) {
    if (z !== 0n) {
      const yy = mod(y * y);
      const s = mod(4n * x * yy);
      const m = mod(3n * x * x + a * mod(mod(z * z) * mod(z * z)));
      const doubled2 = mod(m * m - 2n * s);
      [x, y, z] = [doubled2, mod(m * (s - doubled2) - 8n * yy * yy), mod(2n * y * z)];
    }
    if (digit === "0") continue;
    if (z === 0n) {
      [x, y, z] = [base.x, base.y, 1n];
      continue;
    }
    const zz = mod(z * z);
    const h = mod(base.x * zz - x);
    const r = mod(base.y * zz * z - y);
    if (h === 0n) return void 0;
    const hh = mod(h * h);
    const v = mod(x * hh);
    const added = mod(r * r - hh * h - 2n * v);
    [x, y, z] = [added, mod(r * (v - added) - y * hh * h), mod(z * h)];
  }
  const inverse = z === 0n ? void 0 : inverseOf(z, p);
  return inverse === void 0 ? void 0 : { x: mod(x * inverse * inverse), y: mod(y * inverse * inverse * inverse) };
}

// src/detect/proof/key-facts.ts
import { createHash as createHash2 } from "node:crypto";
function keyFacts(key) {
  const jwk = requiredJwkMembers(key);
  const ssh = sshWire(key);
  return {
    kind: key.kind === "ec-explicit" ? "ec" : key.kind,
    ...size(key),
    spkiSha256: sha256Hex(subjectPublicKeyInfo(key)),
    ...key.kind === "rsa" && key.algorithm && { pssSpkiSha256: sha256Hex(rsaSpki(key, key.algorithm)) },
    ...jwk && { jwkThumbprint: createHash2("sha256").update(JSON.stringify(jwk)).digest("base64url") },
    ...ssh && {
      sshFingerprint: `SHA256:${createHash2("sha256").update(ssh).digest("base64").replace(/=+$/, "")}`
    }
  };
}
function size(key) {
  switch (key.kind) {
    case "rsa":
      return { bits: bitLength(key.n) };
    case "dsa":
    case "dh":
      return { bits: bitLength(key.p) };
    case "ec":
      return { curve: key.curve.name };
    case "ec-explicit":
      return { curve: "explicit", bits: key.bits };
    case "gost":
      return { curve: key.curve };
    case "ml-dsa":
    case "ml-kem":
    case "slh-dsa":
      return { parameterSet: key.algorithm.name };
    default:
      return { curve: key.algorithm.name };
  }
}
function subjectPublicKeyInfo(key) {
  switch (key.kind) {
    case "rsa":
      return rsaSpki(key, derElement(TAG.sequence, oid(RSA_ENCRYPTION), derElement(TAG.null)));
    case "ec":
      return spki([oid(EC_PUBLIC_KEY), oid(key.curve.oid)], key.point);
    case "dsa":
      return spki([oid(DSA), derElement(TAG.sequence, ...[key.p, key.q, key.g].map(integer))], integer(key.y));
    case "dh":
      return spkiOf(key.algorithm, integer(key.y));
    case "ec-explicit":
      return spkiOf(key.algorithm, key.point);
    case "gost":
      return spkiOf(key.algorithm, derElement(TAG.octetString, key.bytes));
    default:
      return spki([oid(key.algorithm.oid)], key.bytes);
  }
}
var RSA_ENCRYPTION = "2a864886f70d010101";
var EC_PUBLIC_KEY = "2a8648ce3d0201";
var DSA = "2a8648ce380401";
var RSASSA_PSS = "2a864886f70d01010a";
var DH_KEY_AGREEMENT = "2a864886f70d010301";
var DH_PUBLIC_NUMBER = "2a8648ce3e0201";
function integer(value) {
  return derElement(TAG.integer, unsignedContent(value));
}
function rsaSpki({ n, e }, algorithm) {
  return spkiOf(algorithm, derElement(TAG.sequence, integer(n), integer(e)));
}
function spki(algorithm, subjectPublicKey) {
  return spkiOf(derElement(TAG.sequence, ...algorithm), subjectPublicKey);
}
function spkiOf(algorithm, subjectPublicKey) {
  return derElement(TAG.sequence, algorithm, derElement(TAG.bitString, Uint8Array.of(0), subjectPublicKey));
}
function oid(hex3) {
  return derElement(TAG.oid, Buffer.from(hex3, "hex"));
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
    case "ed25519":
    case "ed448":
    case "x25519":
    case "x448":
      return { crv: key.algorithm.name, kty: "OKP", x: base64url(key.bytes) };
    default:
      return void 0;
  }
}
function sshWire(key) {
  switch (key.kind) {
    case "rsa":
      return sshStrings(Buffer.from("ssh-rsa"), unsignedContent(key.e), unsignedContent(key.n));
    case "dsa":
      return sshStrings(Buffer.from("ssh-dss"), ...[key.p, key.q, key.g, key.y].map(unsignedContent));
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

// src/detect/proof/key-numbers.ts
function proven(publicKey2) {
  return { state: "proven", publicKey: publicKey2 };
}
function following(publicKey2, secret, claimed) {
  return claimed === void 0 ? { state: "unproven", publicKey: publicKey2, secret } : proven(publicKey2);
}

// src/detect/proof/rare-curves.ts
var ROWS = [
  ["c2pnb163v1", "2a8648ce3d030001", 21],
  ["c2pnb163v2", "2a8648ce3d030002", 21],
  ["c2pnb163v3", "2a8648ce3d030003", 21],
  ["c2pnb176v1", "2a8648ce3d030004", 22, 21],
  ["c2pnb208w1", "2a8648ce3d03000a", 26, 25],
  ["c2pnb272w1", "2a8648ce3d030010", 34, 33],
  ["c2pnb304w1", "2a8648ce3d030011", 38, 37],
  ["c2pnb368w1", "2a8648ce3d030013", 46, 45],
  ["c2tnb191v1", "2a8648ce3d030005", 24],
  ["c2tnb191v2", "2a8648ce3d030006", 24],
  ["c2tnb191v3", "2a8648ce3d030007", 24],
  ["c2tnb239v1", "2a8648ce3d03000b", 30],
  ["c2tnb239v2", "2a8648ce3d03000c", 30],
  ["c2tnb239v3", "2a8648ce3d03000d", 30],
  ["c2tnb359v1", "2a8648ce3d030012", 45],
  ["c2tnb431r1", "2a8648ce3d030014", 54, 53],
  ["prime192v2", "2a8648ce3d030102", 24],
  ["prime192v3", "2a8648ce3d030103", 24],
  ["prime239v1", "2a8648ce3d030104", 30],
  ["prime239v2", "2a8648ce3d030105", 30],
  ["prime239v3", "2a8648ce3d030106", 30],
  ["secp112r1", "2b81040006", 14],
  ["secp112r2", "2b81040007", 14],
  ["secp128r1", "2b8104001c", 16],
  ["secp128r2", "2b8104001d", 16],
  ["secp160k1", "2b81040009", 20, 21],
  ["secp160r1", "2b81040008", 20, 21],
  ["secp160r2", "2b8104001e", 20, 21],
  ["secp224k1", "2b81040020", 28, 29],
  ["sect113r1", "2b81040004", 15],
  ["sect113r2", "2b81040005", 15],
  ["sect131r1", "2b81040016", 17],
  ["sect131r2", "2b81040017", 17],
  ["sect163k1", "2b81040001", 21],
  ["sect163r1", "2b81040002", 21],
  ["sect163r2", "2b8104000f", 21],
  ["sect193r1", "2b81040018", 25],
  ["sect193r2", "2b81040019", 25],
  ["sect233k1", "2b8104001a", 30, 29],
  ["sect233r1", "2b8104001b", 30],
  ["sect239k1", "2b81040003", 30],
  ["sect283k1", "2b81040010", 36],
  ["sect283r1", "2b81040011", 36],
  ["sect409k1", "2b81040024", 52, 51],
  ["sect409r1", "2b81040025", 52],
  ["sect571k1", "2b81040026", 72],
  ["sect571r1", "2b81040027", 72],
  ["wap-wsg-idm-ecid-wtls1", "672b010401", 15, 14],
  ["wap-wsg-idm-ecid-wtls10", "672b01040a", 30, 29],
  ["wap-wsg-idm-ecid-wtls11", "672b01040b", 30],
  ["wap-wsg-idm-ecid-wtls12", "672b01040c", 28],
  ["wap-wsg-idm-ecid-wtls3", "672b010403", 21],
  ["wap-wsg-idm-ecid-wtls4", "672b010404", 15],
  ["wap-wsg-idm-ecid-wtls5", "672b010405", 21],
  ["wap-wsg-idm-ecid-wtls6", "672b010406", 14],
  ["wap-wsg-idm-ecid-wtls7", "672b010407", 20, 21],
  ["wap-wsg-idm-ecid-wtls8", "672b010408", 14, 15],
  ["wap-wsg-idm-ecid-wtls9", "672b010409", 20, 21]
];
var RARE_CURVES = ROWS.map(([name, oid2, bytes, scalarBytes2 = bytes]) => ({
  ...{ name, oid: oid2, nodeName: name, bytes, scalarBytes: scalarBytes2 }
}));

// src/detect/proof/der-ec.ts
function sec1Key(frame, length) {
  const parts = readSec1(frame);
  if (parts === void 0) return void 0;
  const { scalar, curveOid, explicit, point } = parts;
  const found = (key) => key && { structure: "sec1", length, ...following(key, scalar, point && provable(explicit, point)) };
  if (explicit !== void 0) return found(proveOn(explicit, void 0, scalar, point));
  const curves = curveOid === void 0 ? curvesFor(scalar, point) : curvesNamed(curveOid);
  if (point === void 0 && curves.length > 1) {
    return isMonotonous(scalar) ? void 0 : { state: "bare", structure: "sec1", length, scalar };
  }
  for (const curve2 of curves) {
    const publicKey2 = proveScalar(curve2, scalar, point);
    if (publicKey2 !== void 0) return found(publicKey2);
  }
  return void 0;
}
function pkcs8EcKey(algorithm, identifier, privateKey, publicKey2) {
  const explicit = algorithm.nextTag === TAG.sequence ? readExplicitCurve(algorithm) : void 0;
  const curveOid = algorithm.oid();
  const curve2 = curveOid === void 0 ? explicit : curvesNamed(curveOid)[0];
  const frame = new DerCursor(privateKey).only(TAG.sequence);
  const parts = frame?.integer(1) === 1n ? readSec1(frame) : void 0;
  if (curve2 === void 0 || parts === void 0 || !algorithm.atEnd) return void 0;
  if (parts.curveOid !== void 0 && parts.curveOid !== curveOid) return void 0;
  const { scalar, point = publicKey2 } = parts;
  if (point !== void 0 && publicKey2 !== void 0 && Buffer.compare(point, publicKey2) !== 0) return void 0;
  const key = proveOn(curve2, identifier, scalar, point);
  return key && following(key, scalar, point && provable(curve2, point));
}
function curvesNamed(oidHex) {
  return [...CURVES, ...RARE_CURVES].filter(({ oid: oid2 }) => oid2 === oidHex);
}
function curvesFor(scalar, point) {
  return CURVES.filter((curve2) => point === void 0 ? curve2.bytes === scalar.length : isPointOf(curve2, point));
}
function provable(curve2, point) {
  return curve2 !== void 0 && "holdsMore" in curve2 && curve2.holdsMore ? void 0 : point;
}
function proveOn(curve2, identifier, scalar, point) {
  if ("oid" in curve2) return proveScalar(curve2, scalar, point);
  const algorithm = identifier ?? derElement(TAG.sequence, derElement(TAG.oid, Buffer.from(EC_PUBLIC_KEY, "hex")), curve2.parameters);
  return proveExplicit(curve2, scalar, point, algorithm);
}
function proveScalar(curve2, scalar, point) {
  const surplus = scalar.length - scalarBytes(curve2);
  if (surplus === 0) return proveEc(curve2, scalar, point);
  if (surplus === 1) return scalar[0] === 0 ? proveEc(curve2, scalar.subarray(1), point) : void 0;
  if (surplus > 0 || surplus < -MAX_MISSING_BYTES) return void 0;
  const full = new Uint8Array(scalarBytes(curve2));
  full.set(scalar, -surplus);
  return proveEc(curve2, full, point);
}
var MAX_MISSING_BYTES = 2;
function readSec1(frame) {
  const scalar = frame.octets(TAG.octetString);
  if (scalar === void 0) return void 0;
  let curveOid;
  let explicit;
  if (frame.nextTag === TAG.context0) {
    const parameters = frame.element(TAG.context0);
    if (parameters?.nextTag === TAG.sequence) explicit = readExplicitCurve(parameters);
    else curveOid = parameters?.oid();
    if (curveOid === void 0 && explicit === void 0 || !parameters?.atEnd) return void 0;
  }
  let point;
  if (frame.nextTag === TAG.context1) {
    const publicKey2 = frame.element(TAG.context1);
    point = publicKey2?.bitString();
    if (point === void 0 || !publicKey2?.atEnd) return void 0;
  }
  return frame.atEnd ? { scalar, curveOid, explicit, point } : void 0;
}

// src/detect/proof/modular-power.ts
import { constants, createPublicKey, publicEncrypt } from "node:crypto";
var MIN_NATIVE_BITS = 256;
var MAX_NATIVE_BITS = 3072;
function modPow(base, exponent, modulus) {
  const bits = bitLength(modulus);
  const isNative = bits >= MIN_NATIVE_BITS && bits <= MAX_NATIVE_BITS && (modulus & 1n) === 1n;
  const power2 = isNative && exponent > 0xffffn && exponent < modulus ? nativePower(base, exponent, modulus) : void 0;
  return power2 ?? slowPower(base, exponent, modulus);
}
function nativePower(base, exponent, modulus) {
  const [n, e] = [modulus, exponent].map((value) => Buffer.from(toBytes(value)));
  const block = Buffer.alloc(n.length);
  const digits = toBytes(base % modulus);
  block.set(digits, block.length - digits.length);
  try {
    const jwk = { kty: "RSA", n: n.toString("base64url"), e: e.toString("base64url") };
    const key = createPublicKey({ key: jwk, format: "jwk" });
    return fromBytes(publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, block));
  } catch {
    return void 0;
  }
}
function slowPower(base, exponent, modulus) {
  let power2 = 1n;
  const factor2 = base % modulus;
  for (const digit of exponent.toString(2)) {
    power2 = power2 * power2 % modulus;
    if (digit === "1") power2 = power2 * factor2 % modulus;
  }
  return power2;
}
function passesMillerRabin(candidate) {
  const minusOne = candidate - 1n;
  const digits = minusOne.toString(2);
  const twos = digits.length - 1 - digits.lastIndexOf("1");
  let power2 = modPow(2n, minusOne >> BigInt(twos), candidate);
  if (power2 === 1n || power2 === minusOne) return true;
  for (let square = 1; square < twos; square++) {
    power2 = power2 * power2 % candidate;
    if (power2 === minusOne) return true;
  }
  return false;
}

// src/detect/proof/dsa.ts
var MAX_FIELD_BITS = 4096;
var MIN_FIELD_BITS2 = 512;
function proveDsa({ p, q, g, x, y }) {
  if (!isField(p, g) || !isGroup(p, q)) return void 0;
  if (x <= 1n || x >= q || y !== void 0 && (y <= 1n || y >= p)) return void 0;
  if (y !== void 0 && modPow(g, x, p) !== y) return void 0;
  if (modPow(g, q, p) !== 1n) return void 0;
  return { kind: "dsa", p, q, g, y: y ?? modPow(g, x, p) };
}
function proveDh(numbers3, algorithm) {
  const { p, q, g, x } = numbers3;
  if (!isField(p, g) || x <= 1n || x >= p || bitLength(x) < MIN_SECRET_BITS || bitLength(x) > MAX_FIELD_BITS) {
    return void 0;
  }
  if (q !== void 0) {
    if (bitLength(q) < MIN_GROUP_BITS || (p - 1n) % q !== 0n || x >= q || modPow(g, q, p) !== 1n) return void 0;
  }
  const y = modPow(g, x, p);
  if (numbers3.y !== void 0 && numbers3.y !== y) return void 0;
  return { kind: "dh", p, g, y, algorithm, ...q !== void 0 && { q } };
}
var MIN_SECRET_BITS = 128;
var MIN_GROUP_BITS = 160;
var MAX_GROUP_BITS = 512;
function isField(p, g) {
  const bits = bitLength(p);
  return bits >= MIN_FIELD_BITS2 && bits <= MAX_FIELD_BITS && (p & 1n) === 1n && g > 1n && g < p - 1n;
}
function isGroup(p, q) {
  const bits = bitLength(q);
  return bits >= MIN_GROUP_BITS && bits <= MAX_GROUP_BITS && (p - 1n) % q === 0n;
}
function isDsaPublicKey({ p, q, g, y }) {
  const bits = bitLength(q);
  return isField(p, g) && bits >= MIN_GROUP_BITS && bits <= MAX_GROUP_BITS && y > 1n && y < p;
}
var MAX_DSA_BYTES = MAX_FIELD_BITS / 8 + 1;

// src/detect/proof/der-field-keys.ts
var MAX_BYTES = MAX_FIELD_BITS / 8 + 1;
function dsaKey(frame) {
  const [p, q, g, y, x] = [0, 1, 2, 3, 4].map(() => frame.integer(MAX_BYTES));
  if (p === void 0 || q === void 0 || g === void 0 || y === void 0 || x === void 0) return void 0;
  return frame.atEnd ? proveDsa({ p, q, g, y, x }) : void 0;
}
function dsaPrivateKeyInfo(algorithm, privateKey) {
  const parameters = algorithm.element(TAG.sequence);
  const [p, q, g] = [0, 1, 2].map(() => parameters?.integer(MAX_BYTES));
  if (p === void 0 || q === void 0 || g === void 0) return void 0;
  const x = onlyInteger(privateKey);
  const publicKey2 = x === void 0 ? void 0 : proveDsa({ p, q, g, x });
  if (publicKey2 === void 0 || !parameters?.atEnd || !algorithm.atEnd) return void 0;
  return { state: "unproven", publicKey: publicKey2, secret: privateKey };
}
function dhPrivateKeyInfo(algorithm, identifier, privateKey) {
  const parameters = algorithm.element(TAG.sequence);
  const [p, g] = [0, 1].map(() => parameters?.integer(2 * MAX_BYTES));
  if (p === void 0 || g === void 0 || !algorithm.atEnd) return void 0;
  const third = parameters?.nextTag === TAG.integer ? parameters.integer(2 * MAX_BYTES) : void 0;
  const q = third !== void 0 && third > 0xffffn ? third : void 0;
  const x = onlyInteger(privateKey);
  const publicKey2 = x === void 0 ? void 0 : proveDh({ p, g, q, x }, identifier);
  return publicKey2 && { state: "unproven", publicKey: publicKey2, secret: privateKey };
}
function dhAlgorithm({ p, g, q }) {
  const integer2 = (value) => derElement(TAG.integer, unsignedContent(value));
  const oid2 = derElement(TAG.oid, Buffer.from(q === void 0 ? DH_KEY_AGREEMENT : DH_PUBLIC_NUMBER, "hex"));
  const parameters = derElement(TAG.sequence, integer2(p), integer2(g), ...q === void 0 ? [] : [integer2(q)]);
  return derElement(TAG.sequence, oid2, parameters);
}
function onlyInteger(privateKey) {
  const cursor = new DerCursor(privateKey);
  const value = isMonotonous(privateKey) ? void 0 : cursor.integer(MAX_BYTES);
  return cursor.atEnd ? value : void 0;
}

// src/detect/proof/rsa.ts
var MIN_RSA_BITS = 512;
var MAX_RSA_BITS = 16384;
var MAX_RSA_BYTES = MAX_RSA_BITS / 8 + 1;
var MAX_EXPONENT_BITS = 256;
var MAX_TESTED_PRIME_BITS = 2048;
function proveRsa(numbers3) {
  const { n, e, d } = numbers3;
  if (!isRsaPublicKey(n, e) || d <= 1n || d >= n) return void 0;
  const given = numbers3.p !== void 0 && numbers3.q !== void 0;
  const [p, q] = (given ? [numbers3.p, numbers3.q] : primesOf(n, e, d)) ?? [];
  if (p === void 0 || q === void 0 || p === q || p * q !== n) return void 0;
  const minPrimeBits = bitLength(n) / 4;
  if (bitLength(p) < minPrimeBits || bitLength(q) < minPrimeBits) return void 0;
  if (e * d % (p - 1n) !== 1n || e * d % (q - 1n) !== 1n) return void 0;
  if (given && !remaindersHold(numbers3, p, q)) return void 0;
  return looksPrime(p) && looksPrime(q) ? { kind: "rsa", n, e } : void 0;
}
function proveMultiPrimeRsa(numbers3, others) {
  const { n, e, d, p, q } = numbers3;
  if (!isRsaPublicKey(n, e) || d <= 1n || d >= n) return void 0;
  const primes = [p, q, ...others.map(({ prime }) => prime)];
  const minPrimeBits = bitLength(n) / (2 * primes.length);
  if (new Set(primes).size < primes.length || primes.some((prime) => bitLength(prime) < minPrimeBits)) return void 0;
  if (primes.reduce((product, prime) => product * prime, 1n) !== n) return void 0;
  if (primes.some((prime) => e * d % (prime - 1n) !== 1n) || !remaindersHold(numbers3, p, q)) return void 0;
  let before2 = p * q;
  for (const { prime, exponent, coefficient } of others) {
    if (exponent !== d % (prime - 1n) || coefficient >= prime || coefficient * before2 % prime !== 1n)
      return void 0;
    before2 *= prime;
  }
  return primes.every(looksPrime) ? { kind: "rsa", n, e } : void 0;
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
function primesOf(n, e, d) {
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
    if (sum <= 0n || square < 0n || 4 * bitLength(sum) > 3 * bitLength(n) + 8) continue;
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
  if (passed.size >= MAX_REMEMBERED2) passed.clear();
  passed.add(value);
  return true;
}
var passed = /* @__PURE__ */ new Set();
var MAX_REMEMBERED2 = 256;
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

// src/detect/proof/der-rsa.ts
var MAX_OTHER_PRIMES = 3;
function rsaKey(frame, version) {
  const numbers3 = [];
  while (numbers3.length < 8) {
    const number4 = frame.integer(MAX_RSA_BYTES);
    if (number4 === void 0) return void 0;
    numbers3.push(number4);
  }
  const [n, e, d, p, q, dp, dq, qi] = numbers3;
  if (version === 0n) return frame.atEnd ? proveRsa({ n, e, d, p, q, dp, dq, qi }) : void 0;
  const others = otherPrimes(frame);
  return others && frame.atEnd ? proveMultiPrimeRsa({ n, e, d, p, q, dp, dq, qi }, others) : void 0;
}
function otherPrimes(frame) {
  const list2 = frame.element(TAG.sequence);
  const others = [];
  while (list2 !== void 0 && !list2.atEnd && others.length < MAX_OTHER_PRIMES) {
    const item = list2.element(TAG.sequence);
    const [prime, exponent, coefficient] = [0, 1, 2].map(() => item?.integer(MAX_RSA_BYTES));
    if (prime === void 0 || exponent === void 0 || coefficient === void 0 || !item?.atEnd) return void 0;
    others.push({ prime, exponent, coefficient });
  }
  return list2?.atEnd && others.length > 0 ? others : void 0;
}

// src/detect/proof/edwards.ts
import { createPrivateKey, createPublicKey as createPublicKey2 } from "node:crypto";
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
  const name = `${algorithm.oid} ${Buffer.from(seed).toString("base64")}`;
  if (derived.has(name)) return derived.get(name);
  if (derived.size >= MAX_REMEMBERED3) derived.clear();
  const publicHalf5 = throughJwk(algorithm, seed) ?? throughPkcs8(algorithm, seed);
  derived.set(name, publicHalf5);
  return publicHalf5;
}
function throughJwk({ name, bytes }, seed) {
  const d = Buffer.from(seed).toString("base64url");
  const x = Buffer.alloc(bytes, 1).toString("base64url");
  try {
    const key = createPrivateKey({ key: { kty: "OKP", crv: name, d, x }, format: "jwk" });
    const jwk = key.export({ format: "jwk" });
    return jwk.x === void 0 || jwk.x === x ? void 0 : Buffer.from(jwk.x, "base64url");
  } catch {
    return void 0;
  }
}
function throughPkcs8(algorithm, seed) {
  const pkcs8 = derElement(
    48,
    derElement(2, Uint8Array.of(0)),
    derElement(48, derElement(6, Buffer.from(algorithm.oid, "hex"))),
    derElement(4, derElement(4, seed))
  );
  try {
    const key = createPublicKey2(createPrivateKey({ key: Buffer.from(pkcs8), format: "der", type: "pkcs8" }));
    return key.export({ format: "der", type: "spki" }).subarray(-algorithm.bytes);
  } catch {
    return void 0;
  }
}
var derived = /* @__PURE__ */ new Map();
var MAX_REMEMBERED3 = 256;

// src/detect/proof/gost.ts
function curve(bytes, numbers3) {
  const [p, a, order, x, y] = numbers3;
  return { bytes, p, a: a < 0n ? p + a : a, order, base: { x, y } };
}
var CRYPTO_PRO_A = curve(32, [
  2n ** 256n - 617n,
  -3n,
  0xffffffffffffffffffffffffffffffff6c611070995ad10045841b09b761b893n,
  1n,
  0x8d91e471e0989cda27df505a453f2b7635294f2ddf23e3b122acc99c9e9f1e14n
]);
var CRYPTO_PRO_B = curve(32, [
  2n ** 255n + 3225n,
  -3n,
  0x800000000000000000000000000000015f700cfff1a624e5e497161bcc8a198fn,
  1n,
  0x3fa8124359f96680b83d1c3eb2c070e5c545c9858d03ecfb744bf8d717717efcn
]);
var CRYPTO_PRO_C = curve(32, [
  0x9b9f605f5a858107ab1ec85e6b41c8aacf846e86789051d37998f7b9022d759bn,
  -3n,
  0x9b9f605f5a858107ab1ec85e6b41c8aa582ca3511eddfb74f02f3a6598980bb9n,
  0n,
  0x41ece55743711a8c3cbf3783cd08c0ee4d4dc440d4641a8f366e550dfdb3bb67n
]);
var TC26_256_A = curve(32, [
  2n ** 256n - 617n,
  0xc2173f1513981673af4892c23035a27ce25e2013bf95aa33b22c656f277e7335n,
  0x400000000000000000000000000000000fd8cddfc87b6635c115af556c360c67n,
  0x91e38443a5e82c0d880923425712b2bb658b9196932e02c78b2582fe742daa28n,
  0x32879423ab1a0375895786c4bb46e9565fde0b5344766740af268adb32322e5cn
]);
var TC26_512_A = curve(64, [
  2n ** 512n - 569n,
  -3n,
  0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff27e69532f48d89116ff22b8d4e0560609b4b38abfad2b85dcacdb1411f10b275n,
  3n,
  0x7503cfe87a836ae3a61b8816e25450e6ce5e1c93acf1abc1778064fdcbefa921df1626be4fd036e93d75e6a50e3a41e98028fe5fc235f5b889a589cb5215f2a4n
]);
var TC26_512_B = curve(64, [
  2n ** 511n + 111n,
  -3n,
  2n ** 511n + 0x149a1ec142565a545acfdb77bd9d40cfa8b996712101bea0ec6346c54374f25bdn,
  2n,
  0x1a8f7eda389b094c2c071e3647a8940f3c123b697578c213be6dd9e6c8ec7335dcb228fd1edf4a39152cbcaaf8c0398828041055f94ceeec7e21340780fe41bdn
]);
var TC26_512_C = curve(64, [
  2n ** 512n - 569n,
  0xdc9203e514a721875485a529d2c722fb187bc8980eb866644de41c68e143064546e861c0e2c9edd92ade71f46fcf50ff2ad97f951fda9f2a2eb6546f39689bd3n,
  0x3fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc98cdba46506ab004c33a9ff5147502cc8eda9e7a769a12694623cef47f023edn,
  0xe2e31edfc23de7bdebe241ce593ef5de2295b7a9cbaef021d385f7074cea043aa27272a7ae602bf2a7b9033db9ed3610c6fb85487eae97aac5bc7928c1950148n,
  0xf5ce40d95b5eb899abbccff5911cb8577939804d6527378b8c108c3d2090ff9be18e2d33e3021ed2ef32d85822423b6304f726aa854bae07d0396e9a9addc40fn
]);
var CURVES2 = /* @__PURE__ */ new Map([
  ["2a850302022301", ["CryptoPro-A", CRYPTO_PRO_A]],
  ["2a850302022302", ["CryptoPro-B", CRYPTO_PRO_B]],
  ["2a850302022303", ["CryptoPro-C", CRYPTO_PRO_C]],
  ["2a850302022400", ["CryptoPro-XchA", CRYPTO_PRO_A]],
  ["2a850302022401", ["CryptoPro-XchB", CRYPTO_PRO_C]],
  ["2a8503070102010101", ["tc26-256-A", TC26_256_A]],
  ["2a8503070102010102", ["tc26-256-B", CRYPTO_PRO_A]],
  ["2a8503070102010103", ["tc26-256-C", CRYPTO_PRO_B]],
  ["2a8503070102010104", ["tc26-256-D", CRYPTO_PRO_C]],
  ["2a8503070102010201", ["tc26-512-A", TC26_512_A]],
  ["2a8503070102010202", ["tc26-512-B", TC26_512_B]],
  ["2a8503070102010203", ["tc26-512-C", TC26_512_C]]
]);
var GOST_ALGORITHMS = /* @__PURE__ */ new Set(["2a8503020213", "2a85030701010101", "2a85030701010102"]);
function gostKey(algorithm, identifier, privateKey) {
  const [name, known4] = CURVES2.get(algorithm.element(TAG.sequence)?.oid() ?? "") ?? [];
  if (name === void 0 || known4 === void 0 || !algorithm.atEnd) return void 0;
  const d = readScalar(privateKey, known4.bytes);
  if (d === void 0 || d >= known4.order || bitLength(d) < known4.bytes * 4 || isMonotonous(privateKey))
    return void 0;
  const bytes = publicHalf(known4, d);
  return bytes && { kind: "gost", curve: name, algorithm: identifier, bytes };
}
function publicHalf(known4, d) {
  const name = `${known4.order} ${d}`;
  const before2 = multiplied2.get(name);
  if (before2 !== void 0) return before2;
  const point = multiply(known4, d);
  const bytes = point && Buffer.concat([point.x, point.y].map((value) => littleEndian(value, known4.bytes)));
  if (bytes !== void 0) {
    if (multiplied2.size >= MAX_REMEMBERED4) multiplied2.clear();
    multiplied2.set(name, bytes);
  }
  return bytes;
}
var multiplied2 = /* @__PURE__ */ new Map();
var MAX_REMEMBERED4 = 256;
function readScalar(privateKey, width) {
  const cursor = new DerCursor(privateKey);
  if (cursor.nextTag === TAG.integer) {
    const value = cursor.integer(width + 1);
    return cursor.atEnd ? value : void 0;
  }
  const octets3 = cursor.octets(TAG.octetString);
  return octets3?.length === width && cursor.atEnd ? fromBytes(Uint8Array.from(octets3).reverse()) : void 0;
}
function littleEndian(value, width) {
  return Buffer.from(value.toString(16).padStart(2 * width, "0"), "hex").reverse();
}

// src/detect/proof/post-quantum.ts
import { createHash as createHash3, createPrivateKey as createPrivateKey2, createPublicKey as createPublicKey3 } from "node:crypto";
function readPostQuantumKey(algorithm, privateKey) {
  const parts = readParts(algorithm, privateKey);
  const secret = parts?.expanded ?? parts?.seed;
  if (parts === void 0 || secret === void 0 || isMonotonous(secret)) return void 0;
  switch (algorithm.kind) {
    case "slh-dsa":
      return { state: "unproven", secret, publicKey: publicKeyOf(algorithm, secret.subarray(-algorithm.publicBytes)) };
    case "ml-kem": {
      const { seed, expanded } = parts;
      if (expanded !== void 0) {
        const publicBytes = mlKemPublic(algorithm, expanded);
        if (publicBytes === void 0) return void 0;
        const derived2 = derivePublic2(algorithm, privateKey);
        if (derived2 === void 0 && !knowsAlgorithm(algorithm)) return unproven(algorithm, expanded, publicBytes);
        if (derived2 === void 0 || Buffer.compare(derived2, publicBytes) !== 0) return void 0;
        return proven(publicKeyOf(algorithm, publicBytes));
      }
      return unproven(algorithm, seed, derivePublic2(algorithm, privateKey));
    }
    default: {
      const { seed, expanded } = parts;
      const publicBytes = derivePublic2(algorithm, privateKey);
      if (expanded === void 0) return unproven(algorithm, seed, publicBytes);
      if (publicBytes === void 0) return knowsAlgorithm(algorithm) ? void 0 : unproven(algorithm, expanded);
      const digest = createHash3("shake256", { outputLength: 64 }).update(publicBytes).digest();
      if (Buffer.compare(digest, expanded.subarray(64, 128)) !== 0) return void 0;
      return proven(publicKeyOf(algorithm, publicBytes));
    }
  }
}
function readParts({ seedBytes, expandedBytes }, octets3) {
  if (octets3.length === expandedBytes) return { expanded: octets3 };
  if (seedBytes === 0) return void 0;
  if (octets3.length === seedBytes) return { seed: octets3 };
  const outside2 = new DerCursor(octets3);
  const inside2 = outside2.nextTag === TAG.sequence ? outside2.only(TAG.sequence) : outside2;
  if (inside2 === void 0) return void 0;
  const both = inside2 !== outside2;
  const seed = both ? inside2.octets(TAG.octetString) : inside2.octets(TAG.primitive0);
  const expanded = both || seed === void 0 ? inside2.octets(TAG.octetString) : void 0;
  const complete = both ? seed !== void 0 && expanded !== void 0 : seed !== void 0 || expanded !== void 0;
  if (!inside2.atEnd || !complete) return void 0;
  if (seed !== void 0 && seed.length !== seedBytes) return void 0;
  return expanded === void 0 || expanded.length === expandedBytes ? { seed, expanded } : void 0;
}
function mlKemPublic({ publicBytes }, expanded) {
  const end = expanded.length - 64;
  const publicKey2 = expanded.subarray(end - publicBytes, end);
  const digest = createHash3("sha3-256").update(publicKey2).digest();
  return Buffer.compare(digest, expanded.subarray(end, end + 32)) === 0 ? publicKey2 : void 0;
}
function derivePublic2(algorithm, privateKey) {
  const pkcs8 = derElement(
    TAG.sequence,
    derElement(TAG.integer, Uint8Array.of(0)),
    derElement(TAG.sequence, derElement(TAG.oid, Buffer.from(algorithm.oid, "hex"))),
    derElement(TAG.octetString, privateKey)
  );
  try {
    const key = createPublicKey3(createPrivateKey2({ key: Buffer.from(pkcs8), format: "der", type: "pkcs8" }));
    return key.export({ format: "der", type: "spki" }).subarray(-algorithm.publicBytes);
  } catch {
    return void 0;
  }
}
function knowsAlgorithm(algorithm) {
  const seed = derElement(TAG.primitive0, new Uint8Array(algorithm.seedBytes));
  return derivePublic2(algorithm, seed) !== void 0;
}
function publicKeyOf(algorithm, bytes) {
  return { kind: algorithm.kind, algorithm, bytes };
}
function unproven(algorithm, secret, publicBytes) {
  const known4 = publicBytes && { publicKey: publicKeyOf(algorithm, publicBytes) };
  return { state: "unproven", kind: algorithm.kind, secret, ...known4 };
}

// src/detect/hex-byte.ts
function hexByte(value) {
  return value.toString(16).padStart(2, "0");
}

// src/detect/proof/post-quantum-algorithms.ts
var NIST = "6086480165030";
var ML_DSA = [
  { name: "ML-DSA-44", arc: 17, expandedBytes: 2560, publicBytes: 1312 },
  { name: "ML-DSA-65", arc: 18, expandedBytes: 4032, publicBytes: 1952 },
  { name: "ML-DSA-87", arc: 19, expandedBytes: 4896, publicBytes: 2592 }
].map((set) => ({ ...set, kind: "ml-dsa", seedBytes: 32, oid: `${NIST}403${hexByte(set.arc)}` }));
var ML_KEM = [
  { name: "ML-KEM-512", arc: 1, expandedBytes: 1632, publicBytes: 800 },
  { name: "ML-KEM-768", arc: 2, expandedBytes: 2400, publicBytes: 1184 },
  { name: "ML-KEM-1024", arc: 3, expandedBytes: 3168, publicBytes: 1568 }
].map((set) => ({ ...set, kind: "ml-kem", seedBytes: 64, oid: `${NIST}404${hexByte(set.arc)}` }));
var SLH_DSA = ["SHA2", "SHAKE"].flatMap(
  (hash4, family) => ["128s", "128f", "192s", "192f", "256s", "256f"].map((size2, index) => {
    const expandedBytes = Number.parseInt(size2, 10) / 2;
    const arc = 20 + 6 * family + index;
    const sizes2 = { seedBytes: 0, expandedBytes, publicBytes: expandedBytes / 2 };
    return { kind: "slh-dsa", name: `SLH-DSA-${hash4}-${size2}`, oid: `${NIST}403${hexByte(arc)}`, ...sizes2 };
  })
);
var POST_QUANTUM_ALGORITHMS = new Map(
  [...ML_DSA, ...ML_KEM, ...SLH_DSA].map((algorithm) => [algorithm.oid, algorithm])
);

// src/detect/proof/der-keys.ts
function readDerKey(bytes, start = 0) {
  const outside2 = new DerCursor(bytes, start);
  const frame = outside2.element(TAG.sequence);
  const version = frame?.integer(1);
  if (frame === void 0 || version === void 0 || version > 1n) return void 0;
  const length = outside2.position - start;
  switch (frame.nextTag) {
    case TAG.integer: {
      const numbers3 = frame.position;
      const rsa2 = rsaKey(frame, version);
      if (rsa2 !== void 0) return { structure: "pkcs1", length, ...proven(rsa2) };
      const end = outside2.position;
      const dsa = version === 0n ? dsaKey(new DerCursor(bytes, numbers3, end)) : void 0;
      return dsa && { structure: "dsa", length, ...proven(dsa) };
    }
    case TAG.octetString:
      return version === 1n ? sec1Key(frame, length) : void 0;
    case TAG.sequence: {
      const key = pkcs8Key(frame);
      return key && { structure: "pkcs8", length, ...key };
    }
    default:
      return void 0;
  }
}
function pkcs8Key(frame) {
  const identifier = frame.whole(TAG.sequence);
  const algorithm = frame.element(TAG.sequence);
  const oid2 = algorithm?.oid();
  const privateKey = frame.octets(TAG.octetString);
  if (identifier === void 0 || algorithm === void 0 || oid2 === void 0 || privateKey === void 0) {
    return void 0;
  }
  if (frame.nextTag === TAG.context0) frame.element(TAG.context0);
  const explicit = frame.nextTag === TAG.context1 ? frame.element(TAG.context1) : void 0;
  const publicKey2 = explicit === void 0 ? frame.bitString(TAG.primitive1) : explicit.bitString();
  if (!frame.atEnd || explicit?.atEnd === false) return void 0;
  switch (oid2) {
    case RSA_ENCRYPTION: {
      const rsa2 = isAbsentOrNull(algorithm) ? innerRsaKey(privateKey) : void 0;
      return rsa2 && proven(rsa2);
    }
    case RSASSA_PSS: {
      const rsa2 = innerRsaKey(privateKey);
      return rsa2 && proven({ ...rsa2, algorithm: identifier });
    }
    case EC_PUBLIC_KEY:
      return pkcs8EcKey(algorithm, identifier, privateKey, publicKey2);
    case DSA:
      return dsaPrivateKeyInfo(algorithm, privateKey);
    case DH_KEY_AGREEMENT:
    case DH_PUBLIC_NUMBER:
      return dhPrivateKeyInfo(algorithm, identifier, privateKey);
  }
  if (GOST_ALGORITHMS.has(oid2)) {
    const gost = gostKey(algorithm, identifier, privateKey);
    return gost && following(gost, privateKey, void 0);
  }
  if (!algorithm.atEnd) return void 0;
  const edwards2 = EDWARDS_ALGORITHMS.find((known4) => known4.oid === oid2);
  if (edwards2 !== void 0) return innerEdwardsKey(edwards2, privateKey, publicKey2);
  const postQuantum = POST_QUANTUM_ALGORITHMS.get(oid2);
  return postQuantum && readPostQuantumKey(postQuantum, privateKey);
}
function isAbsentOrNull(algorithm) {
  return algorithm.atEnd || algorithm.octets(TAG.null)?.length === 0 && algorithm.atEnd;
}
function innerRsaKey(privateKey) {
  const frame = new DerCursor(privateKey).only(TAG.sequence);
  const version = frame?.integer(1);
  return frame && version !== void 0 ? rsaKey(frame, version) : void 0;
}
function innerEdwardsKey(algorithm, privateKey, publicKey2) {
  const outside2 = new DerCursor(privateKey);
  const seed = outside2.octets(TAG.octetString);
  const key = seed && outside2.atEnd ? proveEdwards(algorithm, seed, publicKey2) : void 0;
  return key && following(key, seed, publicKey2);
}

// src/detect/proof/bcfks-store.ts
var PBES22 = "2a864886f70d01050d";
var AES_256_CCM = "60864801650304012f";
var UTF8_STRING = 12;
var GENERALIZED_TIME = 24;
var MAX_OBJECTS = 1e3;
function readBcfksStore(frame) {
  const storeData = frame.whole(TAG.sequence);
  const data = frame.element(TAG.sequence);
  const scheme = data?.octets(TAG.sequence);
  const ciphertext = data?.octets(TAG.octetString);
  const check2 = frame.element(TAG.sequence);
  const hashName = HMACS[check2?.element(TAG.sequence)?.oid() ?? ""];
  const derivation = check2?.octets(TAG.sequence);
  const mac = check2?.octets(TAG.octetString);
  if (storeData === void 0 || scheme === void 0 || ciphertext === void 0 || data?.atEnd !== true) return;
  if (derivation === void 0 || mac === void 0 || mac.length < 20 || !frame.atEnd) return void 0;
  if (new DerCursor(scheme).oid() !== PBES22) return void 0;
  const allowance = allowanceOf(GUESSING_MS);
  const password = USUAL_PASSWORDS.find((guess) => {
    const options2 = { password: purposeful(guess, "INTEGRITY_CHECK"), bytes: mac.length, allowance };
    const key = hashName === void 0 ? void 0 : derivePbkdf2(new DerCursor(derivation), options2);
    return key && Buffer.compare(createHmac2(hashName, key).update(storeData).digest(), mac) === 0;
  });
  const locked2 = { ciphertext, opened: false, publicKey: void 0, aliases: [] };
  if (password === void 0) return locked2;
  const rest = allowanceOf(OPENING_MS);
  const objects = decryptCcm(scheme, ciphertext, purposeful(password, "STORE_ENCRYPTION"), rest);
  const keys = objects === void 0 ? void 0 : readObjects(objects);
  if (keys === void 0) return locked2;
  const secret = purposeful(password, "PRIVATE_KEY_ENCRYPTION");
  return {
    ...{ ciphertext, opened: true, aliases: keys.map(({ alias }) => alias) },
    publicKey: firstKey(keys, secret, rest)
  };
}
function purposeful(password, purpose) {
  return Buffer.concat([password === "" ? new Uint8Array() : bmpPassword(password), bmpPassword(purpose)]);
}
function decryptCcm(scheme, ciphertext, password, allowance) {
  const cursor = new DerCursor(scheme);
  const parameters = cursor.oid() === PBES22 ? cursor.element(TAG.sequence) : void 0;
  const derivation = parameters?.element(TAG.sequence);
  const encryption = parameters?.element(TAG.sequence);
  const isCcm = encryption?.oid() === AES_256_CCM;
  const ccm = encryption?.element(TAG.sequence);
  const nonce = ccm?.octets(TAG.octetString);
  const tagBytes = ccm?.nextTag === TAG.integer ? Number(ccm.integer(1) ?? 0n) : 12;
  if (derivation === void 0 || !isCcm || nonce === void 0 || ciphertext.length <= tagBytes) return void 0;
  const key = derivePbkdf2(derivation, { password, bytes: 32, allowance });
  if (key === void 0) return void 0;
  try {
    const decipher = createDecipheriv3("aes-256-ccm", key, nonce, { authTagLength: tagBytes });
    decipher.setAuthTag(ciphertext.subarray(ciphertext.length - tagBytes));
    const plain2 = decipher.update(ciphertext.subarray(0, -tagBytes));
    decipher.final();
    return plain2;
  } catch {
    return void 0;
  }
}
function readObjects(der) {
  const store = new DerCursor(der).element(TAG.sequence);
  const version = store?.integer(1);
  store?.element(TAG.sequence);
  store?.octets(GENERALIZED_TIME);
  store?.octets(GENERALIZED_TIME);
  const objects = store?.element(TAG.sequence);
  if (version !== 1n || objects === void 0) return void 0;
  const keys = [];
  for (let count = 0; !objects.atEnd && count < MAX_OBJECTS; count++) {
    const object = objects.element(TAG.sequence);
    const type = object?.integer(1);
    const alias = object?.octets(UTF8_STRING);
    object?.octets(GENERALIZED_TIME);
    object?.octets(GENERALIZED_TIME);
    const data = object?.octets(TAG.octetString);
    if (type === void 0 || alias === void 0 || data === void 0) return void 0;
    const isPrivate = type === 1n || type === 3n;
    if (type !== 0n) keys.push({ alias: Buffer.from(alias).toString("utf8"), isPrivate, data });
  }
  return keys;
}
function firstKey(keys, secret, allowance) {
  for (const { isPrivate, data } of keys) {
    const info = isPrivate ? new DerCursor(data).element(TAG.sequence)?.element(TAG.sequence) : void 0;
    const scheme = info?.octets(TAG.sequence);
    const ciphertext = info?.octets(TAG.octetString);
    const plain2 = scheme && ciphertext && decryptCcm(scheme, ciphertext, secret, allowance);
    const key = plain2 && readDerKey(plain2);
    if (key?.state === "proven") return key.publicKey;
  }
  return void 0;
}

// src/detect/proof/bouncy-key-store.ts
import { createDecipheriv as createDecipheriv4, createHmac as createHmac3 } from "node:crypto";

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

// src/detect/proof/bouncy-key-store.ts
var SALT_BYTES = 20;
var MAC_BYTES = 20;
var MAX_ENTRIES = 1e3;
var isBouncyCount = (iterations) => iterations !== void 0 && iterations >= 1024 && iterations < 2048;
function readBouncyKeyStore(bytes, start) {
  const cursor = new SshCursor(bytes, start);
  const version = cursor.uint32();
  const salt = cursor.string();
  const iterations = cursor.uint32();
  if (version !== 1 && version !== 2 || salt?.length !== SALT_BYTES || !isBouncyCount(iterations)) return void 0;
  const content = cursor.position;
  const entries3 = [];
  for (let count = 0; ; count++) {
    const type = cursor.take(1)?.[0];
    if (type === 0) break;
    const entry = type === void 0 || count > MAX_ENTRIES ? void 0 : readEntry(cursor, type);
    if (entry === void 0) return void 0;
    if (entry !== "certificate") entries3.push(entry);
  }
  const store = bytes.subarray(content, cursor.position);
  const mac = cursor.take(MAC_BYTES);
  const first = entries3[0];
  if (mac === void 0 || first === void 0) return void 0;
  const allowance = allowanceOf(GUESSING_MS);
  const shared5 = { hashName: "sha1", purpose: PURPOSE.mac, salt, iterations, bytes: version === 1 ? 2 : MAC_BYTES };
  const password = USUAL_PASSWORDS.find((guess) => {
    const key = derivePkcs12Within(allowance, bouncyPassword(guess), shared5);
    return key && Buffer.compare(createHmac3("sha1", key).update(store).digest(), mac) === 0;
  });
  return {
    ...{ version, length: cursor.position - start, opened: password !== void 0 },
    publicKey: password === void 0 ? void 0 : firstKey2(entries3, password, allowance),
    ...{ aliases: entries3.map(({ alias }) => alias), ciphertext: first.bytes }
  };
}
function bouncyPassword(password) {
  return password === "" ? new Uint8Array() : bmpPassword(password);
}
function readEntry(cursor, type) {
  const alias = shortString(cursor);
  const date = cursor.take(8);
  const certificates = cursor.uint32();
  if (alias === void 0 || date === void 0 || certificates === void 0) return void 0;
  if (certificates > MAX_ENTRIES) return void 0;
  for (let index = 0; index < certificates; index++) {
    if (shortString(cursor) === void 0 || cursor.string() === void 0) return void 0;
  }
  if (type === 1) return shortString(cursor) !== void 0 && cursor.string() !== void 0 ? "certificate" : void 0;
  if (type === 2) {
    const key = readKey(cursor);
    if (key === void 0) return void 0;
    return key.kind === 1 ? "certificate" : { alias, bytes: key.encoded, isSealed: false };
  }
  const bytes = type === 3 || type === 4 ? cursor.string() : void 0;
  return bytes && { alias, bytes, isSealed: type === 4 };
}
function readKey(cursor) {
  const kind = cursor.take(1)?.[0];
  if (shortString(cursor) === void 0 || shortString(cursor) === void 0) return void 0;
  const encoded2 = cursor.string();
  return kind === void 0 || kind > 2 || encoded2 === void 0 ? void 0 : { kind, encoded: encoded2 };
}
function shortString(cursor) {
  const two = cursor.take(2);
  const text4 = two && cursor.take(two[0] * 256 + two[1]);
  return text4 && Buffer.from(text4).toString("utf8");
}
function firstKey2(entries3, password, allowance) {
  for (const { bytes, isSealed } of entries3) {
    const encoded2 = isSealed ? unseal(bytes, password, allowance) : bytes;
    const key = encoded2 && readDerKey(encoded2);
    if (key !== void 0 && key.state !== "bare" && key.publicKey !== void 0) return key.publicKey;
  }
  return void 0;
}
function unseal(sealed, password, allowance) {
  const cursor = new SshCursor(sealed);
  const salt = cursor.string();
  const iterations = cursor.uint32();
  if (salt?.length !== SALT_BYTES || !isBouncyCount(iterations)) return void 0;
  const shared5 = { hashName: "sha1", salt, iterations };
  const secret = bouncyPassword(password);
  const key = derivePkcs12Within(allowance, secret, { ...shared5, purpose: PURPOSE.key, bytes: 24 });
  const iv = derivePkcs12Within(allowance, secret, { ...shared5, purpose: PURPOSE.vector, bytes: 8 });
  if (key === void 0 || iv === void 0) return void 0;
  try {
    const decipher = createDecipheriv4("des-ede3-cbc", key, iv);
    const plain2 = Buffer.concat([decipher.update(sealed.subarray(cursor.position)), decipher.final()]);
    return readKey(new SshCursor(plain2))?.encoded;
  } catch {
    return void 0;
  }
}

// src/detect/proof/is-guessable.ts
function isGuessable(secret) {
  return isUtf8(secret) || secret.every((byte) => byte >= 32 && byte < 127 || byte >= 160) || differ(secret) < 0.75 || // UTF-16: one half of the bytes names the script, so it hardly varies.
  differ(secret.filter((_, at) => at % 2 === 0)) <= 0.5 || differ(secret.filter((_, at) => at % 2 === 1)) <= 0.5 || differ(secret.subarray(1).map((byte, at) => byte - secret[at])) <= 0.5;
}
function differ(bytes) {
  const first = bytes.subarray(0, 32);
  return new Set(first).size / first.length;
}
function isUtf8(bytes) {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

// src/detect/proof/test-keys.ts
var SOURCES = {
  "GnuTLS self-test": [
    "80923669c3e2838b4514750c6a76c1f65dc22da15e8d87194b49a5ab463126e2",
    // ed448 Ed448
    "cc6c0dbf3e76a3d6dafb708e38556ecc6fbcd172dba90aa6a786677214febd4a",
    // ed25519 Ed25519
    "215fde895c12883e29036f5bd38c22467657f3cabbc77d7e9e328ab5f4ae39f2",
    // ec P-521
    "6e1900f654edb2e599930c8a287c7263ea170f010826630893227e7cec221586",
    // ec P-384
    "965237ca6ba836733f2b6436d66516dc01ef2d58825d3b4aa6b9061a76c7a9ce",
    // ec P-224
    "c305f632b9f12913e548002d5e48435fccfb7a54f4e6f2255c055d9b99794b69",
    // ec P-192
    "5bd7bad40971be901e68d9b97405c3a3e996adbede885869b270185ad499108e",
    // ec P-256
    "dd0701715ac41b7b96a2c8fe7a762b0ee05215f4f21c44d9458f1d2e2d57427d",
    // dsa 2048
    "5a9214aa789ffe021992636dd17ca313f340948e604d4122735160f3d46688a0",
    // rsa 2048
    "0a417c9ba047e0bbfb56c3132286bb28588bdc7f83fe62564234da78c514578f",
    // gost 2001
    "56c456fd991229e42d59fb283e5e23b230801ede59e40fbd4289c0746dd1e15c",
    // gost 2012, 256
    "1375beb48d6764cdb1011351b0d40f846c3e02137479abbfd36137b796e39662"
    // gost 2012, 512
  ],
  "GnuTLS benchmark": [
    "ec35b9d2a919ac42aa4ab076f4790bbd1a22b9002d1da68b01928b13db3f559e",
    // ed25519 Ed25519
    "2644b62ddc46a6f3e588597cdf779f4e0d21eb5b71dda6862b63117ec1af9739",
    // ec P-256
    "980ba340b591afc2404e61f2ab4d16ea2a6437cb2b314ac48fa77fba9c3c5247",
    // rsa 3072
    "709d502ebeb77cb50e2d7277519a27e6427892650d1e26bb1441484ae82ef0b6"
    // gost 2012, 256
  ],
  // Besides those of RFC 8032.
  "libgcrypt self-test": [
    "354e92fb237955d1594d2abc296e0bffda2084dffc63cd0568d05a6418899c27",
    // rsa 2048
    "8980acb6687303451269fd221433fbae2c7bf169b0f2cdc44d48bedb2a824d88"
    // dsa 2048
  ],
  "openssl speed": [
    "cebf59a465ccd9c42a7f7f6a789cc741d43cacbc502587ed1c5f0f4e445f1c39",
    // rsa 15360
    "d2d8c7d1de1e118e810c15eb7f8d9560a433e15cd55eac52aade81d6669cf133",
    // rsa 7680
    "adadc3246bb4830551c6da143d7462727967bda53059ae6f152323b0aba69595",
    // rsa 4096
    "01e67e56244b43b668e2b9a697daaafcfb501fa78de2fcc4aa32bdae6dd94af6",
    // rsa 3072
    "a6fdc2c6d07aa877e3ac360c2ce5efb69ab7dce2fd8df3c1bce0564b17114bc2",
    // rsa 2048
    "0ea7caf9dd07fd79fe22ceb5efbbd7d4445d231e92ee1bf3b2a022eaffb00495",
    // rsa 1024
    "7055066ee3969c25d66c1b891c252e83db653ae6834cd60e49250a4af73a97fe"
    // rsa 512
  ],
  // LocalhostKey of net/http/internal/testcert, in every program that links net/http/httptest.
  "Go httptest": [
    "389f9ede520dbc33d2aebc489246ad89e221d1ec15f693c348c58b08219367aa"
    // rsa 2048
  ],
  // In its help, and so in the program.
  "age-keygen example": [
    "fa7e72ea3c76af472cdbce377c70f175f145be824da53db522232cf373df61de"
    // X25519
  ],
  "manual of wg": [
    "9eef1d5e8fb1105e11de63768f1e5e8c2e2c2a69b1fd6946699aca827e8d43a1"
    // X25519
  ],
  "mono makecert": [
    "2c05d857758c3b18028677b4ea530f800dd4593dfae4499f81cd880f08c47ea0"
    // rsa 1024, Mono Test Root Agency
  ],
  // From vagrant.pub, which every base box trusts until the first start.
  "Vagrant insecure key": [
    "bde93142b0780b2a66d27977d35f4f542e71cc538d491fe6609e2380b747a027",
    // rsa 2048
    "a7279699e5c6a4ad971f9f205c2409a1cfb05216522b53b3d894dd3ede5e9675"
    // ed25519
  ],
  "RFC 6979": [
    "94141af5f421877481ef54c7fc43643705a0cfcf2eaf8c316426c8d67b7325b0",
    // A.2.3, P-192
    "929ba087f0858de349b50e39b1dd123a7eaafa249bfdfc1b4a4121603c7984f9",
    // A.2.4, P-224
    "5a7a78cca4a0f420d9bc62bb669c3c2759e39f723d3ae10dcbe0f0815a07ecd4",
    // A.2.5, P-256
    "2f95601fa82060b909bfc6b979dbd303d34d34e0afb27ea496beac362f242a4b",
    // A.2.6, P-384
    "2fb6d46385242ea4ad431f7175e7014eb74a5fc60f65b50ca54cc23c5b08de38"
    // A.2.7, P-521
  ],
  "RFC 7515": [
    "6fd13c2435a361e7c588cd17f55f5ad3df0177a66c1727a6a200845f4d7ab88c",
    // A.2, rsa 2048
    "2bd1bb0c44a897c30a7aa0991cde38d8062fe441de50da0f46825344f602e827",
    // A.3, P-256
    "9146ce73d6abeda5e0ab6926e7bd9b563f2f2258b488d520534a0b84ba5871df"
    // A.4, P-521
  ],
  "RFC 7516": [
    "bf0a7a74f9afb6edda89ebabe824241bfdb281db2da50daae9973c6cbe99fe95",
    // A.1, rsa 2048
    "c1de70b4f5ae92a53b86f6a7175e3b9b88b2f810d55aba53aca334c59fc2ea60"
    // A.2, rsa 2048
  ],
  "RFC 7517": [
    "51b944cdfa544d4c3273aa6bf350625a7dd53bbb6a71723274f538b19a207760",
    // A.2, P-256
    "ad32320cf6c596d884b05381ba573aba8ddd5749b4de8f4a23a79f9a89ddaeb2"
    // A.2, rsa 2048: the thumbprint of RFC 7638, 3.1
  ],
  "RFC 7518": [
    "36ada7a1c77e32830848b347126d4da6de59f1c30536c53750dc9ec8931349fb",
    // appendix C, Alice, P-256
    "19818232a1dd313f53b5d5b95ae3d32570e178ba58d6d5906989fc299b00e32f"
    // appendix C, Bob, P-256
  ],
  "RFC 7520": [
    "c6479a15a50ac4cd9b6414e27c69bf37345dc1046dc648875c4898fbd35cc74b",
    // 3.2, P-521; RFC 8152, C.7.2
    "627771f25da426d1f9ae315e42106d700b1529850eee1592acf39603959d795d"
    // 3.4, rsa 2048
  ],
  "RFC 7748": [
    "291c5293e030452a599851a7c7298f3f16c3ff1bdfafcb598927f2631f9fa641",
    // 6.1, Alice, X25519
    "e80c4532355b04160b97b1bee8a3e13cc7369c22a786afdfe63b1f7acbc34b52",
    // 6.1, Bob, X25519
    "af2711a4fba3c098dd4b6f8f6c8de06acdd43f30c048183ca646463bdf49be5b",
    // 6.2, Alice, X448
    "684999496441a973d0fd0dd05c5fefe0b7ef508422ca18890b7245eccc121cc4"
    // 6.2, Bob, X448
  ],
  "RFC 8032": [
    "06e3fd8fda29bb60ab59557de61edb0aecdb231134be30e75b455f8e1b792fa9",
    // 7.1, test 1; RFC 8037, appendix A
    "deb2ded39dc26fce0e6085b6fc34bf6b5941913bbfe2ea614113cff9e004c170",
    // 7.1, test 2
    "8d39ba50abe50f77b6bb8ae7b6927aff7ffbeba35ad2837c0e51e82bcbcc60d5",
    // 7.1, test 3
    "e4f982b51ad0bdd87be820b259fe80337ef636e72b9fa7a8867a6949eb610fd6",
    // 7.1, test 1024
    "e77db4a9572e9f6552c22bc751d5499ad218a73bdf7e15dc6ea0fc69246a44de",
    // 7.1, test SHA(abc); 7.3
    "e22e5f835206173b5f72e8675bcb2466d8f4fb5e600736402904f7c3f3302c28",
    // 7.2, foo and bar
    "cbfc48474fec9855db0cbcfb3b202d3e9c3d1e5e2329a87ec14fbb0c11df5011",
    // 7.2, foo2
    "2391990aa611e5e333a6a37af8921d263faab93b55ea293bc124a7bbab5ebc61",
    // 7.4, blank
    "4e48f408c965b4e326a497e548a00dbd3723646ad5733c51e2a04eb29f0c6e3a"
    // 7.4, 1 octet
  ],
  "RFC 8152": [
    "eb28a65877d2b84b92a6a9b5fd762a45e50665933d97fc0c724e70a161f2031a",
    // C.7.2, meriadoc, P-256
    "097db572839ac9eeeaecc5b1157557c9447e1254d9efb6b5a01e5a5e31d03317",
    // C.7.2, peregrin, P-256
    "66e2b23c32c650217f99e11fb60b51ea72c6667c6dfd1238364435e62d659d5b"
    // C.7.2, 11, P-256
  ],
  "RFC 8410": [
    "a1e9156054e04fac899ae9f275132cdc07a5dbc4ea2c2ad3a1ffc6e0d253681f"
    // 10.3, Ed25519
  ],
  "RFC 9421": [
    "55f96361b78cbb84f1fc604b0718e82bd91abb46d8fc25ae871b35fbbf8b7974",
    // B.1.3, P-256
    "34571606cb7a0d71be377e671ddcccae2a169ed7733598214129231cd30c4a3c"
    // B.1.4, Ed25519
  ],
  "RFC 9500": [
    "9a9e5b0f404f4e2d4386e38b04ac91e535946dc2a7f8d84a31404b476e5c35e1",
    // testRSA1024
    "8fb6bad671cfe698393c453357da61b56d757ab8c0f3fb9c87f2849e63131878",
    // testRSA2048
    "96465ea5dc9bb2da7b351d808a7196e5761f2412a5040131c68d719aaba28fb9",
    // testRSA4096
    "3fac0442bd712e4c3984fca7b96f05f17e6bd09a2efac60563d6ac3bcac17745",
    // testDLP1024
    "e50b2bd28128da6e1cad135a80109223ba1cea6a21127af7c9212bf7774fe0f0",
    // testDLP2048
    "dd4f80bf29f61b11f194f92dbc35c12364c40debeddde230163ca22a925a0b09",
    // testDLP4096
    "b2b04340cfaee616ec9c2c62d261b208e54bb197498df52e8cadede23ac0ba5e",
    // testECCP256
    "c4c10105a0be0ed4dd3354428dc38a9bfee64da141ce16e75c94eda272f9dd3a",
    // testECCP384
    "acb1b8327fef995e2458fdf5e3c33b2dc0749feabd6a894cb9bda9d70ac06c24"
    // testECCP521
  ]
};
var TEST_KEYS = new Map(
  Object.entries(SOURCES).flatMap(([source, keys]) => keys.map((spkiSha256) => [spkiSha256, source]))
);

// src/detect/proof/key-match.ts
function keyMatch(key, place3) {
  return asTestKey(matchOf(key, place3));
}
function asTestKey(match2) {
  const testKey = TEST_KEYS.get(`${match2.facts.spkiSha256}`);
  if (testKey === void 0) return match2;
  return { ...match2, title: TEST_KEY_TITLE, severity: "low", facts: { ...match2.facts, testKey } };
}
var TEST_KEY_TITLE = "Private key that is public: a test key";
function matchOf(key, place3) {
  const { offset, length, preview, form } = place3;
  const shared5 = { offset, length, preview };
  switch (key.state) {
    case "proven": {
      const facts = keyFacts(key.publicKey);
      return {
        ...shared5,
        fingerprint: keyFingerprint(facts.spkiSha256),
        facts: { ...facts, form, ...place3.facts },
        confidence: "proven"
      };
    }
    case "unproven": {
      const facts = key.publicKey && keyFacts(key.publicKey);
      return {
        ...shared5,
        fingerprint: facts ? keyFingerprint(facts.spkiSha256) : tokenFingerprint(key.secret),
        facts: {
          ...facts ?? { kind: key.kind ?? "unknown", keySha256: sha256Hex(key.secret) },
          form,
          ...place3.facts
        },
        confidence: "high"
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
          ...place3.facts
        },
        confidence: "high"
      };
    case "symmetric": {
      const facts = { kind: "symmetric", bits: key.secret.length * 8 };
      const where = { form, ...place3.facts };
      if (isGuessable(key.secret)) {
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
        title: key.title ?? ENCRYPTED_TITLE,
        severity: "low",
        confidence: "high",
        fingerprint: facts ? keyFingerprint(facts.spkiSha256) : blobFingerprint(key.ciphertext),
        facts: {
          ...facts,
          encrypted: true,
          cipher: key.cipher,
          ...key.kdf && { kdf: key.kdf },
          ...key.facts,
          form,
          ...place3.facts
        }
      };
    }
  }
}
var SYMMETRIC = { title: "Symmetric key", severity: "high", confidence: "medium" };
var ENCRYPTED_TITLE = "Private key, encrypted with a passphrase";
var PRIVATE_KEY_ADVICE = "Replace the key wherever its public half is trusted (compare spkiSha256 with certificates and JWKS), revoke what it certified, and keep it out of the build output. Whoever could read this artifact could copy it.";

// src/detect/binary/bouncy-key-store.ts
var bouncyKeyStore = {
  id: "key-store-bouncy-castle",
  form: { specification: "BKS, UBER, BCFKS of Bouncy Castle", proof: "BKS, BCFKS: MAC under a usual password" },
  title: "Bouncy Castle key store that a usual password opens",
  severity: "critical",
  confidence: "proven",
  advice: PRIVATE_KEY_ADVICE,
  trigger: {
    anchors: [
      // Version and length of the salt.
      byteAnchor("00 00 00 01 00 00 00 14"),
      byteAnchor("00 00 00 02 00 00 00 14"),
      // OBJECT IDENTIFIER aes256-CCM (NIST), then its parameters.
      byteAnchor("06 09 60 86 48 01 65 03 04 01 2f 30")
    ],
    bytesBefore: 160,
    reads: "bytes"
  },
  maxMatchBytes: 64 * 1024,
  inspect: inspect2
};
function inspect2(window, at) {
  return window[at] === 0 ? binaryStore(window, at) : fipsStore(window, at);
}
function binaryStore(window, at) {
  if (window[at + 28] !== 0 || window[at + 29] !== 0 || !isBouncyCount(window[at + 30] * 256 + window[at + 31])) {
    return void 0;
  }
  const store = readBouncyKeyStore(window.subarray(0, at + bouncyKeyStore.maxMatchBytes), at);
  if (store === void 0) return uberStore(window, at);
  const { length, version, publicKey: publicKey2 } = store;
  const shared5 = { offset: at, length, preview: `00 00 00 0${version}… (BKS)` };
  const facts = aliasFacts(store.aliases);
  const form = `bks${version}`;
  if (publicKey2 !== void 0) {
    return keyMatch({ state: "proven", structure: form, length, publicKey: publicKey2 }, { ...shared5, form, facts });
  }
  const fingerprint = blobFingerprint(store.ciphertext);
  if (store.opened) return { ...shared5, fingerprint, facts: { form, ...facts } };
  return { ...shared5, ...LOCKED, confidence: "high", fingerprint, facts: { encrypted: true, form, ...facts } };
}
var LOCKED = { title: "Bouncy Castle key store, encrypted with a passphrase", severity: "low" };
var UBER_HEAD_BYTES = 32;
var UBER_LOOK_BYTES = 256;
function uberStore(window, at) {
  const end = at + UBER_HEAD_BYTES + UBER_LOOK_BYTES;
  if (window[at + 3] !== 1 || end > window.length) return void 0;
  const body3 = window.subarray(at + UBER_HEAD_BYTES, end);
  if (new Set(body3).size < 130 || new Set(window.subarray(at + 8, at + 28)).size < 14) return void 0;
  return {
    ...{ offset: at, length: end - at, preview: "00 00 00 01… (UBER)", ...LOCKED, confidence: "low" },
    fingerprint: blobFingerprint(body3),
    facts: { encrypted: true, form: "uber", cipher: "twofish-cbc" }
  };
}
function fipsStore(window, at) {
  for (let start = Math.max(0, at - bouncyKeyStore.trigger.bytesBefore); start < at; start++) {
    if (window[start] !== 48 || window[start + 1] !== 130) continue;
    const outside2 = new DerCursor(window.subarray(0, start + bouncyKeyStore.maxMatchBytes), start);
    const frame = outside2.element(TAG.sequence);
    const store = frame && readBcfksStore(frame);
    if (store === void 0) continue;
    const shared5 = { offset: start, length: outside2.position - start, preview: "30 82… (BCFKS)" };
    return bcfksMatch(store, shared5);
  }
  return void 0;
}
function bcfksMatch(store, shared5) {
  const { ciphertext, opened, publicKey: publicKey2, aliases } = store;
  const fingerprint = blobFingerprint(ciphertext);
  if (!opened) {
    const facts2 = { encrypted: true, form: "bcfks", cipher: "aes-256-ccm" };
    return { ...shared5, ...LOCKED, confidence: "medium", fingerprint, facts: facts2 };
  }
  if (aliases.length === 0) return void 0;
  const facts = aliasFacts(aliases);
  if (publicKey2 === void 0) return { ...shared5, fingerprint, facts: { form: "bcfks", ...facts } };
  const key = { state: "proven", structure: "bcfks", length: shared5.length, publicKey: publicKey2 };
  return keyMatch(key, { ...shared5, form: "bcfks", facts });
}

// src/detect/latin1.ts
function latin1(bytes, from = 0, to = bytes.length) {
  const start = Math.max(0, from);
  const end = Math.min(to, bytes.length);
  return start >= end ? "" : Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString("latin1");
}

// src/detect/proof/microsoft-cursor.ts
var MicrosoftCursor = class {
  #bytes;
  #position;
  /** Reads `bytes`, which stay the caller's, from `start` on. */
  constructor(bytes, start) {
    this.#bytes = bytes;
    this.#position = start;
  }
  /** Offset in the bytes given to the constructor. */
  get position() {
    return this.#position;
  }
  take(length) {
    const end = this.#position + length;
    if (end > this.#bytes.length) return void 0;
    const view = this.#bytes.subarray(this.#position, end);
    this.#position = end;
    return view;
  }
  /** DWORD; -1 where it is cut, which no field allows. */
  uint32() {
    const four = this.take(4);
    return four === void 0 ? -1 : Buffer.from(four.buffer, four.byteOffset, 4).readUInt32LE();
  }
  bigEndian(length) {
    const bytes = this.take(length);
    return bytes && fromBytes(bytes);
  }
  littleEndian(length) {
    const bytes = this.take(length);
    return bytes && fromBytes(Uint8Array.from(bytes).reverse());
  }
};

// src/detect/proof/capi-blob.ts
var CAPI_HEADERS = [
  "07 02 00 00 00 a4 00 00 52 53 41 32",
  "07 02 00 00 00 24 00 00 52 53 41 32",
  "07 02 00 00 00 22 00 00 44 53 53 32",
  "07 03 00 00 00 22 00 00 44 53 53 34",
  "07 03 00 00 01 aa 00 00 00 44 48 34",
  "07 03 00 00 02 aa 00 00 00 44 48 34"
];
function readCapiBlob(bytes, start = 0) {
  const cursor = new MicrosoftCursor(bytes, start + 12);
  const isRsa = bytes[start + 8] === 82;
  const isVersion3 = bytes[start + 1] === 3;
  const publicKey2 = isRsa ? rsaKey2(cursor) : isVersion3 ? version3Key(cursor, bytes[start + 8] === 0) : dssKey(cursor);
  if (publicKey2 === void 0) return void 0;
  const length = cursor.position - start;
  const proof = isRsa || isVersion3 ? "all" : "group";
  return { state: "proven", structure: "privatekeyblob", length, publicKey: publicKey2, proof };
}
function rsaKey2(cursor) {
  const bits = cursor.uint32();
  const e = cursor.uint32();
  if (bits < 512 || bits > MAX_RSA_BITS || bits % 8 !== 0 || e < 3) return void 0;
  const whole = bits / 8;
  const half = Math.ceil(bits / 16);
  const [modulus, prime1, prime2] = [cursor.take(whole), cursor.take(half), cursor.take(half)];
  if (modulus === void 0 || prime1 === void 0 || prime2 === void 0) return void 0;
  if ((prime1[0] * prime2[0] & 255) !== modulus[0] || (modulus[0] & 1) === 0) return void 0;
  const [n, p, q] = [modulus, prime1, prime2].map(number);
  const [dp, dq, qi] = [cursor.littleEndian(half), cursor.littleEndian(half), cursor.littleEndian(half)];
  const d = cursor.littleEndian(whole);
  if (dp === void 0 || dq === void 0 || qi === void 0 || d === void 0 || p * q !== n) return void 0;
  return proveRsa({ n, e: BigInt(e), d, p, q, dp, dq, qi });
}
function dssKey(cursor) {
  const bits = cursor.uint32();
  if (bits < 512 || bits > 1024 || bits % 64 !== 0) return void 0;
  const p = cursor.littleEndian(bits / 8);
  const q = cursor.littleEndian(20);
  const g = cursor.littleEndian(bits / 8);
  const x = cursor.take(20);
  const seed = cursor.take(4 + 20);
  if (p === void 0 || q === void 0 || g === void 0 || x === void 0 || seed === void 0) return void 0;
  return isMonotonous(x) ? void 0 : proveDsa({ p, q, g, x: number(x) });
}
function version3Key(cursor, isDh) {
  const [pBits, qBits, jBits, xBits] = [cursor.uint32(), cursor.uint32(), cursor.uint32(), cursor.uint32()];
  if (pBits < 512 || pBits > MAX_FIELD_BITS || pBits % 8 !== 0 || qBits < 0 || qBits > 512 || qBits % 8 !== 0)
    return void 0;
  if (jBits < 0 || jBits > MAX_FIELD_BITS || jBits % 8 !== 0 || xBits < 128 || xBits > pBits || xBits % 8 !== 0)
    return void 0;
  const seed = cursor.take(4 + 20);
  const [p, q, g] = [cursor.littleEndian(pBits / 8), cursor.littleEndian(qBits / 8), cursor.littleEndian(pBits / 8)];
  const j = cursor.take(jBits / 8);
  const y = cursor.littleEndian(pBits / 8);
  const exponent = cursor.take(xBits / 8);
  if (seed === void 0 || p === void 0 || q === void 0 || g === void 0 || j === void 0) return void 0;
  if (y === void 0 || exponent === void 0 || (p & 1n) === 0n || isMonotonous(exponent)) return void 0;
  const x = number(exponent);
  if (!isDh) return proveDsa({ p, q, g, y, x });
  const group = q === 0n ? { p, g } : { p, g, q };
  return proveDh({ ...group, y, x }, dhAlgorithm(group));
}
function number(bytes) {
  return BigInt(`0x${Buffer.from(bytes).reverse().toString("hex")}`);
}

// src/detect/proof/proof-text.ts
var RSA_HOLDS = "n = p·q, e·d ≡ 1 mod p−1 and q−1, each CRT number";
var KEY_HOLDS = `RSA: ${RSA_HOLDS}. EC: d·G = Q. Edwards: the seed gives the public half. Without a public half: high`;

// src/detect/binary/capi-private-key.ts
var PVK_MAGIC = "1e f1 b5 b0 00 00 00 00";
var PVK_FIRST_BYTE = 30;
var capiPrivateKey = {
  id: "private-key-capi",
  form: {
    specification: "wincrypt.h: PRIVATEKEYBLOB; .pvk as OpenSSL reads it",
    proof: `RSA: ${RSA_HOLDS}. DSS and DH of version 3: g^x = y. DSS of version 2 has no public half: q | p−1, g^q = 1, high`
  },
  title: "Private key in a CryptoAPI blob",
  severity: "critical",
  confidence: "proven",
  advice: PRIVATE_KEY_ADVICE,
  trigger: { anchors: [...CAPI_HEADERS, PVK_MAGIC].map(byteAnchor), bytesBefore: 0, reads: "bytes" },
  // RSA-16384 takes 9,236 bytes.
  maxMatchBytes: 10 * 1024,
  inspect: inspect3
};
function inspect3(window, at) {
  const reach = window.subarray(0, at + capiPrivateKey.maxMatchBytes);
  if (window[at] === PVK_FIRST_BYTE) return inspectPvk(reach, at);
  const key = readCapiBlob(reach, at);
  if (key === void 0) return void 0;
  const match2 = keyMatch(key, {
    ...{ offset: at, length: key.length, form: "capi-blob" },
    preview: `07 0${window[at + 1]} 00 00 … ${latin1(window, at + 8, at + 12).replace("\0", "")}…`,
    facts: { structure: key.structure }
  });
  return key.proof === "all" ? match2 : { ...match2, confidence: "high" };
}
function inspectPvk(window, at) {
  const cursor = new MicrosoftCursor(window, at + 8);
  const [type, encrypted2, saltBytes, keyBytes] = [cursor.uint32(), cursor.uint32(), cursor.uint32(), cursor.uint32()];
  if (type !== 1 && type !== 2 || encrypted2 < 0 || saltBytes < 1 || saltBytes > 1024) return void 0;
  if (keyBytes < 300 || cursor.take(saltBytes) === void 0) return void 0;
  const header = cursor.take(8);
  const ciphertext = cursor.take(keyBytes - 8);
  if (header?.[0] !== 7 || header[1] !== 2 || ciphertext === void 0 || isMonotonous(ciphertext))
    return void 0;
  if (/^(?:RSA|DSS)2$/.test(Buffer.from(ciphertext.subarray(0, 4)).toString("latin1"))) return void 0;
  const length = cursor.position - at;
  const key = { state: "locked", structure: "pvk", length, cipher: "rc4", ciphertext };
  return keyMatch(key, { offset: at, length, form: "pvk", preview: "b0b5f11e…" });
}

// src/detect/proof/cng-blob.ts
var named = (name) => {
  const curves = CURVES.filter((curve2) => curve2.name === name);
  return (cursor) => eccKey(cursor, curves);
};
var anyCurve = (cursor) => eccKey(cursor, CURVES);
var READERS = /* @__PURE__ */ new Map([
  ["RSA2", { structure: "bcrypt-rsaprivate", read: (cursor) => rsaKey3(cursor, "primes") }],
  ["RSA3", { structure: "bcrypt-rsafullprivate", read: (cursor) => rsaKey3(cursor, "full") }],
  ["ECS2", { structure: "bcrypt-eccprivate", read: named("P-256") }],
  ["ECS4", { structure: "bcrypt-eccprivate", read: named("P-384") }],
  ["ECS6", { structure: "bcrypt-eccprivate", read: named("P-521") }],
  ["ECK2", { structure: "bcrypt-eccprivate", read: named("P-256") }],
  ["ECK4", { structure: "bcrypt-eccprivate", read: named("P-384") }],
  ["ECK6", { structure: "bcrypt-eccprivate", read: named("P-521") }],
  ["ECDV", { structure: "bcrypt-eccprivate", read: anyCurve }],
  ["ECKV", { structure: "bcrypt-eccprivate", read: anyCurve }],
  ["DSPV", { structure: "bcrypt-dsaprivate", read: dsaKey2 }],
  ["DHPV", { structure: "bcrypt-dhprivate", read: dhKey }],
  ["DPV2", { structure: "bcrypt-dsaprivate", read: dsaKeyV2 }]
]);
var CNG_MAGICS = [...READERS.keys()];
function readCngBlob(bytes, start = 0) {
  const magic = Buffer.from(bytes.subarray(start, start + 4)).toString("latin1");
  const reader = READERS.get(magic);
  if (reader === void 0) return void 0;
  const cursor = new MicrosoftCursor(bytes, start + 4);
  const key = reader.read(cursor);
  const frame = { structure: reader.structure, length: cursor.position - start };
  return key && { ...frame, ..."state" in key ? key : proven(key) };
}
function rsaKey3(cursor, kind) {
  const bits = cursor.uint32();
  const exponentBytes = cursor.uint32();
  const modulusBytes = cursor.uint32();
  const pBytes = cursor.uint32();
  const qBytes = cursor.uint32();
  if (bits < 512 || bits > MAX_RSA_BITS || modulusBytes !== Math.ceil(bits / 8)) return void 0;
  if (exponentBytes < 1 || exponentBytes > 32 || pBytes < 16 || qBytes < 16) return void 0;
  if (pBytes + qBytes < modulusBytes || pBytes + qBytes > modulusBytes + 2) return void 0;
  const [e, modulus] = [cursor.bigEndian(exponentBytes), cursor.take(modulusBytes)];
  const [prime1, prime2] = [cursor.take(pBytes), cursor.take(qBytes)];
  if (e === void 0 || modulus === void 0 || prime1 === void 0 || prime2 === void 0) return void 0;
  if ((prime1.at(-1) * prime2.at(-1) & 255 ^ modulus.at(-1)) !== 0 || (modulus.at(-1) & 1) === 0)
    return void 0;
  const [n, p, q] = [modulus, prime1, prime2].map(number2);
  if (p * q !== n) return void 0;
  if (kind === "primes") {
    const d2 = inverseOf(e, (p - 1n) * (q - 1n));
    const publicKey2 = d2 === void 0 ? void 0 : proveRsa({ n, e, d: d2, p, q });
    if (publicKey2 === void 0 || USUAL_EXPONENTS.has(e)) return publicKey2;
    return { state: "unproven", publicKey: publicKey2, secret: prime1 };
  }
  const [dp, dq, qi] = [cursor.bigEndian(pBytes), cursor.bigEndian(qBytes), cursor.bigEndian(pBytes)];
  const d = cursor.bigEndian(modulusBytes);
  if (dp === void 0 || dq === void 0 || qi === void 0 || d === void 0) return void 0;
  return proveRsa({ n, e, d, p, q, dp, dq, qi });
}
var USUAL_EXPONENTS = /* @__PURE__ */ new Set([3n, 5n, 17n, 257n, 65537n]);
function number2(bytes) {
  return BigInt(`0x${Buffer.from(bytes).toString("hex")}`);
}
function eccKey(cursor, curves) {
  const keyBytes = cursor.uint32();
  if (keyBytes === 1) return fullEccKey(cursor, curves);
  const fitting = curves.filter(({ bytes }) => bytes === keyBytes);
  if (fitting.length === 0) return void 0;
  const [x, y, d] = [cursor.take(keyBytes), cursor.take(keyBytes), cursor.take(keyBytes)];
  if (x === void 0 || y === void 0 || d === void 0) return void 0;
  if (x[4] === keyBytes && x[5] === 0 && x[6] === 0 && x[7] === 0) return void 0;
  return proveOnOneOf(fitting, x, y, d);
}
function fullEccKey(cursor, curves) {
  cursor.uint32();
  cursor.uint32();
  const fieldBytes = cursor.uint32();
  const orderBytes = cursor.uint32();
  const cofactorBytes = cursor.uint32();
  const seedBytes = cursor.uint32();
  const fitting = curves.filter(({ bytes }) => bytes === fieldBytes && bytes === orderBytes);
  if (fitting.length === 0 || cofactorBytes < 0 || cofactorBytes > 8 || seedBytes < 0 || seedBytes > 64)
    return void 0;
  const [p, a, b] = [0, 1, 2].map(() => cursor.bigEndian(fieldBytes));
  const base = cursor.take(2 * fieldBytes);
  const order = cursor.bigEndian(orderBytes);
  const rest = cursor.take(cofactorBytes + seedBytes);
  const [x, y, d] = [cursor.take(fieldBytes), cursor.take(fieldBytes), cursor.take(orderBytes)];
  if (p === void 0 || a === void 0 || b === void 0 || base === void 0 || order === void 0) return;
  if (rest === void 0 || x === void 0 || y === void 0 || d === void 0) return void 0;
  const curve2 = curveWithName({ p, a, b }, Buffer.concat([Uint8Array.of(4), base]), order);
  return curve2 && proveOnOneOf([curve2], x, y, d);
}
function proveOnOneOf(curves, x, y, d) {
  const point = Buffer.concat([Uint8Array.of(4), x, y]);
  for (const curve2 of curves) {
    const key = proveEc(curve2, d, point);
    if (key !== void 0) return key;
  }
  return void 0;
}
function dsaKey2(cursor) {
  const keyBytes = cursor.uint32();
  if (keyBytes < 64 || keyBytes > 128) return void 0;
  cursor.take(4 + 20);
  const q = cursor.take(20);
  return dsaNumbers(cursor, keyBytes, q);
}
var MAX_DSA_FIELD_BYTES = 512;
function dsaKeyV2(cursor) {
  const keyBytes = cursor.uint32();
  const hash4 = cursor.uint32();
  const standard = cursor.uint32();
  const seedBytes = cursor.uint32();
  const groupBytes = cursor.uint32();
  if (keyBytes < 64 || keyBytes > MAX_DSA_FIELD_BYTES || hash4 > 2 || standard > 1) return void 0;
  if (seedBytes < 0 || seedBytes > 64 || groupBytes < 20 || groupBytes > 32) return void 0;
  cursor.take(4 + seedBytes);
  return dsaNumbers(cursor, keyBytes, cursor.take(groupBytes));
}
function dhKey(cursor) {
  const keyBytes = cursor.uint32();
  if (keyBytes < 64 || keyBytes > MAX_DSA_FIELD_BYTES) return void 0;
  const [modulus, generator, claimed] = [cursor.take(keyBytes), cursor.take(keyBytes), cursor.take(keyBytes)];
  const exponent = cursor.take(keyBytes);
  if (modulus === void 0 || generator === void 0 || claimed === void 0 || exponent === void 0) return;
  if (modulus[0] === 0 || (modulus.at(-1) & 1) === 0 || isMonotonous(exponent)) return void 0;
  const [p, g, y, x] = [modulus, generator, claimed, exponent].map(number2);
  return proveDh({ p, g, y, x }, dhAlgorithm({ p, g }));
}
function dsaNumbers(cursor, keyBytes, group) {
  const [p, g, y] = [cursor.take(keyBytes), cursor.take(keyBytes), cursor.take(keyBytes)];
  const x = group && cursor.take(group.length);
  if (group === void 0 || p === void 0 || g === void 0 || y === void 0 || x === void 0) return void 0;
  if ((p.at(-1) & 1) === 0 || (group.at(-1) & 1) === 0) return void 0;
  return proveDsa({ p: number2(p), q: number2(group), g: number2(g), y: number2(y), x: number2(x) });
}

// src/detect/binary/cng-private-key.ts
var cngPrivateKey = {
  id: "private-key-cng",
  form: {
    specification: "bcrypt.h: BCRYPT_RSAKEY_BLOB, _ECCKEY_BLOB, _DSA_KEY_BLOB, _DSA_KEY_BLOB_V2, _DH_KEY_BLOB",
    proof: `RSA: ${RSA_HOLDS}. EC: d·G = Q. DSA: q | p−1, g^q = 1, g^x = y. DH: g^x = y`
  },
  title: "Private key in a CNG blob",
  severity: "critical",
  confidence: "proven",
  advice: PRIVATE_KEY_ADVICE,
  trigger: { anchors: CNG_MAGICS.map((magic) => textAnchor(magic)), bytesBefore: 0, reads: "bytes" },
  // RSA-16384 with all its numbers takes 9,272 bytes with the longest exponent.
  maxMatchBytes: 10 * 1024,
  inspect: inspect4
};
function inspect4(window, at) {
  if (window[at + 6] !== 0 || window[at + 7] !== 0) return void 0;
  const key = readCngBlob(window.subarray(0, at + cngPrivateKey.maxMatchBytes), at);
  const magic = Buffer.from(window.subarray(at, at + 4)).toString("latin1");
  return key && keyMatch(key, {
    ...{ offset: at, length: key.length, form: "cng-blob", preview: `${magic}…` },
    facts: { structure: key.structure }
  });
}

// src/detect/proof/cbor-cursor.ts
var CborCursor = class {
  #bytes;
  position;
  /** Reads `bytes`, which stay the caller's, from `position` on. */
  constructor(bytes, position) {
    this.#bytes = bytes;
    this.position = position;
  }
  /** Major type of the next item, 0 to 7. */
  get nextMajor() {
    const byte = this.#bytes[this.position];
    return byte === void 0 ? void 0 : byte >> 5;
  }
  /** Argument of an item of this major type: a number, a length or a count. */
  head(major) {
    const byte = this.#bytes[this.position];
    if (byte === void 0 || byte >> 5 !== major) return void 0;
    const short = byte & 31;
    if (short < 24) {
      this.position++;
      return short;
    }
    const width = WIDTHS[short - 24];
    const at = this.position + 1;
    if (width === void 0 || at + width > this.#bytes.length) return void 0;
    let value = 0;
    for (let i = 0; i < width; i++) value = value * 256 + this.#bytes[at + i];
    this.position = at + width;
    return value;
  }
  /** An integer of either sign. */
  integer() {
    if (this.nextMajor === 1) {
      const value = this.head(1);
      return value === void 0 ? void 0 : -1 - value;
    }
    return this.head(0);
  }
  byteString() {
    return this.#content(2);
  }
  boolean() {
    const byte = this.#bytes[this.position];
    if (byte !== 244 && byte !== 245) return void 0;
    this.position++;
    return byte === 245;
  }
  /** Steps over any item. */
  skip(depth = 0) {
    const major = this.nextMajor;
    if (major === void 0 || depth > MAX_DEPTH) return false;
    if (major === 2 || major === 3) return this.#content(major) !== void 0;
    const value = this.head(major);
    if (value === void 0) return false;
    if (major < 2 || major === 7) return true;
    const items = major === 6 ? 1 : major === 5 ? 2 * value : value;
    if (items > MAX_ITEMS) return false;
    for (let i = 0; i < items; i++) if (!this.skip(depth + 1)) return false;
    return true;
  }
  #content(major) {
    const start = this.position;
    const length = this.head(major);
    if (length === void 0 || this.position + length > this.#bytes.length) {
      this.position = start;
      return void 0;
    }
    const view = this.#bytes.subarray(this.position, this.position + length);
    this.position += length;
    return view;
  }
};
var WIDTHS = [1, 2, 4];
var MAX_DEPTH = 4;
var MAX_ITEMS = 64;

// src/detect/proof/cose-key.ts
function readCoseKey(bytes, start = 0) {
  const cursor = new CborCursor(bytes, start);
  const entries3 = cursor.head(5);
  if (entries3 === void 0 || entries3 < 3 || entries3 > 16) return void 0;
  const members = /* @__PURE__ */ new Map();
  for (let i = 0; i < entries3; i++) {
    const label = cursor.integer();
    if (label === void 0 || members.has(label)) return void 0;
    const value = cursor.integer() ?? cursor.byteString() ?? cursor.boolean();
    if (value === void 0 && !cursor.skip()) return void 0;
    members.set(label, value);
  }
  const publicKey2 = proveMembers(members);
  if (publicKey2 === void 0) return void 0;
  const kid = octets(members, 2);
  return { state: "proven", structure: "cose-key", length: cursor.position - start, publicKey: publicKey2, kid };
}
function proveMembers(members) {
  switch (members.get(1)) {
    case 1:
      return okpKey(members);
    case 2:
      return ec2Key(members);
    case 3:
      return rsaKey4(members);
    default:
      return void 0;
  }
}
var EC2_CURVES = { 1: "P-256", 2: "P-384", 3: "P-521", 8: "secp256k1" };
var OKP_CURVES = { 4: "X25519", 5: "X448", 6: "Ed25519", 7: "Ed448" };
function ec2Key(members) {
  const name = EC2_CURVES[Number(members.get(-1))];
  const curve2 = CURVES.find((known4) => known4.name === name);
  if (curve2 === void 0) return void 0;
  const [x, y, d] = [-2, -3, -4].map((label) => inFullWidth(octets(members, label), curve2.bytes));
  if (x === void 0 || d === void 0) return void 0;
  const sign = members.get(-3);
  if (typeof sign === "boolean") return proveEc(curve2, d, Buffer.concat([Uint8Array.of(sign ? 3 : 2), x]));
  return y && proveEc(curve2, d, Buffer.concat([Uint8Array.of(4), x, y]));
}
function inFullWidth(bytes, width) {
  const missing = width - (bytes?.length ?? 0);
  if (bytes === void 0 || missing < 0 || missing > MAX_MISSING_BYTES2) return void 0;
  const full = new Uint8Array(width);
  full.set(bytes, missing);
  return full;
}
var MAX_MISSING_BYTES2 = 2;
function okpKey(members) {
  const name = OKP_CURVES[Number(members.get(-1))];
  const algorithm = EDWARDS_ALGORITHMS.find((known4) => known4.name === name);
  const [x, d] = [octets(members, -2), octets(members, -4)];
  return algorithm && x && d && proveEdwards(algorithm, d, x);
}
function rsaKey4(members) {
  const value = (label) => {
    const bytes = octets(members, label);
    return bytes && fromBytes(bytes);
  };
  const [n, e, d] = [value(-1), value(-2), value(-3)];
  if (n === void 0 || e === void 0 || d === void 0 || members.has(-9)) return void 0;
  return proveRsa({ ...{ n, e, d, p: value(-4), q: value(-5), dp: value(-6), dq: value(-7), qi: value(-8) } });
}
function octets(members, label) {
  const value = members.get(label);
  return value instanceof Uint8Array ? value : void 0;
}

// src/detect/binary/cose-private-key.ts
var D_OF_CURVES = ["20", "1f", "1e", "30", "2f", "2e", "42", "41", "40", "39", "38"].map((bytes) => `23 58 ${bytes}`);
var EXPONENT = "21 43 01 00 01";
var BYTES_BEFORE = 1200;
var BYTES_BEFORE_D = 400;
var cosePrivateKey = {
  id: "private-key-cose",
  form: { specification: "RFC 9052, RFC 9053, RFC 8230", proof: KEY_HOLDS },
  title: "Private key in a COSE_Key",
  severity: "critical",
  confidence: "proven",
  advice: PRIVATE_KEY_ADVICE,
  trigger: { anchors: [...D_OF_CURVES, EXPONENT].map(byteAnchor), bytesBefore: BYTES_BEFORE, reads: "bytes" },
  // All eight numbers of RSA-8192 and 1 KiB for the rest.
  maxMatchBytes: 6 * 1024,
  inspect: inspect5
};
function inspect5(window, at) {
  const reach = window[at] === 33 ? BYTES_BEFORE : BYTES_BEFORE_D;
  const whole = window.subarray(0, at + cosePrivateKey.maxMatchBytes);
  for (let start = at - 1; start >= Math.max(0, at - reach); start--) {
    const byte = window[start];
    if (byte === window[at] && window[start + 1] === window[at + 1] && window[start + 2] === window[at + 2]) return;
    if (byte < 163 || byte > 176 || (window[start + 1] & 223) > 23) continue;
    const key = readCoseKey(whole, start);
    if (key === void 0 || start + key.length <= at) continue;
    return keyMatch(key, {
      ...{ offset: start, length: key.length, form: "cose-key", preview: "{1: kty, …, -4: …} (COSE_Key)" },
      facts: keyIdFact(key)
    });
  }
  return void 0;
}
function keyIdFact({ kid }) {
  const text4 = kid === void 0 ? "" : Buffer.from(kid).toString("latin1");
  return /^[\x20-\x7e]{1,128}$/.test(text4) ? { kid: text4 } : {};
}

// src/detect/proof/cut-key-match.ts
function cutKeyMatch(cut, place3, condition) {
  const { structure, publicKey: publicKey2 } = cut;
  const damaged4 = condition === "damaged" || cut.damaged === true;
  const state = cut.state === "proven" && damaged4 ? "unproven" : cut.state;
  const facts = { ...place3.facts, [condition]: true, ...damaged4 && { damaged: damaged4 }, recoverable: state !== "partial" };
  const form = `${place3.form}-${condition}`;
  const { offset, length, preview } = place3;
  if (state === "proven") return keyMatch({ state, structure, length, publicKey: publicKey2 }, { ...place3, form, facts });
  if (state === "unproven") {
    return keyMatch({ state, structure, length, publicKey: publicKey2, secret: new Uint8Array(0) }, { ...place3, form, facts });
  }
  const known4 = keyFacts(publicKey2);
  return asTestKey({
    ...{ offset, length, preview },
    title: "Part of a private key",
    severity: "medium",
    // The first bytes of d are those that n and e ask for.
    confidence: "high",
    fingerprint: keyFingerprint(known4.spkiSha256),
    facts: { ...known4, form, ...facts }
  });
}

// src/detect/proof/encrypted-key-info.ts
var PBES23 = "2a864886f70d01050d";
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
  const outside2 = new DerCursor(bytes, start);
  const frame = outside2.element(TAG.sequence);
  const algorithm = frame?.element(TAG.sequence);
  const ciphertext = frame?.octets(TAG.octetString);
  if (algorithm === void 0 || ciphertext === void 0 || frame?.atEnd !== true) return void 0;
  if (ciphertext.length < MIN_CIPHERTEXT_BYTES || isMonotonous(ciphertext)) return void 0;
  const scheme = readScheme(algorithm);
  return scheme && { state: "locked", structure: "pkcs8", length: outside2.position - start, ...scheme, ciphertext };
}
function readScheme(algorithm) {
  const oid2 = algorithm.oid();
  const parameters = algorithm.element(TAG.sequence);
  if (oid2 === void 0 || parameters === void 0 || !algorithm.atEnd) return void 0;
  if (oid2 !== PBES23) {
    const cipher2 = PASSWORD_SCHEMES[oid2];
    return cipher2 !== void 0 && isSaltAndCount(parameters) ? { cipher: cipher2 } : void 0;
  }
  const derivation = parameters.element(TAG.sequence);
  const encryption = parameters.element(TAG.sequence);
  const kdf = KEY_DERIVATIONS[derivation?.oid() ?? ""];
  const cipher = CIPHERS2[encryption?.oid() ?? ""];
  const details = derivation?.element(TAG.sequence);
  if (kdf === void 0 || cipher === void 0 || details === void 0 || !parameters.atEnd) return void 0;
  if (AES_CBC.test(cipher) && encryption?.octets(TAG.octetString)?.length !== 16) return void 0;
  const saltAndCost = details.octets(TAG.octetString) !== void 0 && details.integer(8) !== void 0;
  return saltAndCost ? { cipher, kdf } : void 0;
}
var AES_CBC = /^aes-\d{3}-cbc$/;
function isSaltAndCount(parameters) {
  return parameters.octets(TAG.octetString) !== void 0 && parameters.integer(8) !== void 0 && parameters.atEnd;
}

// src/detect/proof/key-anchors.ts
var ALGORITHMS = [
  "30 0d 06 09 2a 86 48 86 f7 0d 01 01 01",
  "30 0b 06 09 2a 86 48 86 f7 0d 01 01 01",
  // By the length of the curve's identifier: 5 bytes (SEC 2), 8 bytes (X9.62, SM2), 9 bytes (Brainpool).
  "30 10 06 07 2a 86 48 ce 3d 02 01 06 05",
  "30 13 06 07 2a 86 48 ce 3d 02 01 06 08",
  "30 14 06 07 2a 86 48 ce 3d 02 01 06 09",
  "30 05 06 03 2b 65 70 04",
  "30 05 06 03 2b 65 71 04",
  "30 05 06 03 2b 65 6e 04",
  "30 05 06 03 2b 65 6f 04",
  // ML-DSA and SLH-DSA, ML-KEM.
  "30 0b 06 09 60 86 48 01 65 03 04 03",
  "30 0b 06 09 60 86 48 01 65 03 04 04"
];
var ALGORITHMS_WITH_PARAMETERS = [
  "06 09 2a 86 48 86 f7 0d 01 01 0a",
  "06 07 2a 86 48 ce 38 04 01 30 8",
  "06 09 2a 86 48 86 f7 0d 01 03 01 30 8",
  "06 07 2a 86 48 ce 3e 02 01 30 8",
  "06 07 2a 86 48 ce 3d 02 01 30 8",
  "06 06 2a 85 03 02 02 13 30",
  "06 08 2a 85 03 07 01 01 01 01 30",
  "06 08 2a 85 03 07 01 01 01 02 30"
].flatMap((anchor) => anchor.endsWith("8") ? [`${anchor}1`, `${anchor}2`] : [anchor]);
var PKCS8 = ["02 01 00", "02 01 01"].flatMap((version) => ALGORITHMS.map((algorithm) => `${version} ${algorithm}`));
var PKCS1 = [
  ...["82", "81", ...[512, 576, 640, 704, 768, 832, 896, 960].map((bits) => `${hexByte(bits / 8 + 1)} 00`)].map(
    (length) => `02 01 00 02 ${length}`
  ),
  // More than two primes: above 2,040 bits, and of 1,017 to 2,040 bits.
  "02 01 01 02 82",
  "02 01 01 02 81"
];
var SEC1 = CURVES.flatMap(({ bytes }) => [
  `02 01 01 04 ${hexByte(bytes)}`,
  `02 01 01 04 ${hexByte(bytes + 1)} 00`,
  `02 01 01 04 ${hexByte(bytes - 1)}`,
  `02 01 01 04 ${hexByte(bytes - 2)}`
]).concat(RARE_CURVES.map((curve2) => `02 01 01 04 ${hexByte(scalarBytes(curve2))}`));
var DER_KEY_ANCHORS = [
  .../* @__PURE__ */ new Set([...PKCS8, ...ALGORITHMS_WITH_PARAMETERS, ...PKCS1, ...SEC1])
];
var ENCRYPTED_KEY_ANCHORS = [
  "06 09 2a 86 48 86 f7 0d 01 05 0d 30",
  ...[1, 3, 4, 6, 10, 11].map((arc) => `06 09 2a 86 48 86 f7 0d 01 05 ${hexByte(arc)} 30`),
  ...[1, 2, 3, 4, 5, 6].map((arc) => `06 0a 2a 86 48 86 f7 0d 01 0c 01 ${hexByte(arc)} 30`)
];
var BYTES_BEFORE_KEY_ANCHOR = 84;

// src/detect/proof/find-key.ts
var MAX_DER_KEY_BYTES = 12 * 1024;
function findDerKey(bytes, at) {
  for (let start = Math.max(0, at - BYTES_BEFORE_KEY_ANCHOR); start <= at - 2; start++) {
    if (!beginsFrame(bytes, start, 2)) continue;
    const key = readDerKey(bytes.subarray(0, start + MAX_DER_KEY_BYTES), start);
    if (key === void 0 || key.state === "bare" || start + key.length <= at) continue;
    return { key, start };
  }
  return void 0;
}
function findEncryptedKey(bytes, at) {
  for (let start = Math.max(0, at - 8); start <= at - 4; start++) {
    if (!beginsFrame(bytes, start, 48)) continue;
    const key = readEncryptedKeyInfo(bytes.subarray(0, start + MAX_DER_KEY_BYTES), start);
    if (key !== void 0) return { key, start };
  }
  return void 0;
}
var SHROUDED_BAG = Buffer.from("060b2a864886f70d010c0a0102", "hex");
var MAX_TAG_BYTES = 6;
function isShroudedBag(bytes, start) {
  const before2 = bytes.subarray(Math.max(0, start - SHROUDED_BAG.length - MAX_TAG_BYTES), start);
  return Buffer.from(before2).includes(SHROUDED_BAG);
}
function beginsFrame(bytes, start, tag) {
  if (bytes[start] !== 48) return false;
  const lengthByte = bytes[start + 1];
  const first = start + 2 + (lengthByte < 128 ? 0 : lengthByte - 128);
  return lengthByte <= 130 && bytes[first] === tag && (tag !== 2 || bytes[first + 1] === 1);
}
function frameBytes(bytes, at, tag) {
  for (let start = Math.max(0, at - (tag === 48 ? 8 : 4)); start <= at - 2; start++) {
    if (!beginsFrame(bytes, start, tag)) continue;
    const [first, second, third] = [bytes[start + 1], bytes[start + 2], bytes[start + 3]];
    const header = first < 128 ? 2 : first - 128 + 2;
    const length = first < 128 ? first : first === 129 ? second : second * 256 + third;
    if (tag === 2 && start + header !== at) continue;
    return start + header + length - at;
  }
  return void 0;
}
function fitsFrame(bytes, at, wanted) {
  const [tag, first, second, third] = [bytes[at + 3], bytes[at + 4], bytes[at + 5], bytes[at + 6]];
  const length = first < 128 ? first : first === 129 ? second : second * 256 + third;
  if (tag === 2) return first <= 130 && wanted > 2.5 * length && wanted < 7 * length + 64;
  if (tag === 4) return length <= 68 && wanted < 800;
  if (tag !== 48 || length >= wanted) return false;
  return first < 128 ? second === 6 && (bytes[at + 5 + length] ?? 4) === 4 : first <= 130;
}
function looksLikeKey(next, count) {
  if (count < 8) return true;
  const [tag, first] = [next[2], next[3]];
  if (first === 128 || first > 130) return false;
  const content = first < 128 ? 4 : first - 128 + 4;
  if (tag === 2) return next[content] === 0 ? next[content + 1] >= 128 : next[content] < 128;
  if (tag === 4) return SCALAR_BYTES.has(first);
  return tag === 48 && next[content] === 6;
}
var SCALAR_BYTES = new Set(CURVES.flatMap(({ bytes }) => [bytes - 2, bytes - 1, bytes, bytes + 1]));

// src/detect/proof/key-tail.ts
import { ECDH } from "node:crypto";

// src/detect/proof/exponent-piece.ts
var SPARE_BITS = 64;
var MAX_COFACTOR2 = 1024n;
var COMPARED_BITS = 512;
var MAX_PIECE_BYTES = 32;
function beginsPrivateExponent(n, e, content, exponentBytes) {
  const piece = content.subarray(0, MAX_PIECE_BYTES);
  const restBits = 8 * (exponentBytes - piece.length);
  const bits = bitLength(n);
  if (restBits < 0 || 8 * piece.length < bitLength(e) + SPARE_BITS) return false;
  const low = fromBytes(piece) << BigInt(restBits);
  if (low >= n) return false;
  const cut = BigInt(Math.max(0, bits - COMPARED_BITS));
  const [first, last] = [low >> cut, low + (1n << BigInt(restBits)) >> cut];
  const [smallest, largest] = [n - (1n << BigInt(Math.ceil(bits * 3 / 4) + 1)) >> cut, (n >> cut) + 1n];
  for (let g = 1n; g <= MAX_COFACTOR2; g += g === 1n ? 1n : 2n) {
    const from = g * e * first;
    const k = from / largest + 1n;
    if (g * e * (last + 1n) >= k * smallest) return true;
  }
  return false;
}

// src/detect/proof/cut-rsa.ts
var MIN_PIECE_BYTES = 16;
var PROVED_PIECE_BYTES = 32;
function readModulusOn(bytes, at) {
  const cursor = new DerCursor(bytes, at);
  const n = cursor.integer(MAX_RSA_BYTES);
  const e = n === void 0 ? void 0 : cursor.integer(MAX_RSA_BYTES);
  if (n === void 0 || e === void 0 || !isRsaPublicKey(n, e)) return void 0;
  const beforeD = cursor.position;
  const d = cursor.integer(MAX_RSA_BYTES);
  if (d !== void 0) {
    const publicKey2 = proveRsa({ n, e, d });
    if (publicKey2 !== void 0) {
      const [p, q, dp, dq, qi] = restOf(cursor, 5);
      const damaged4 = qi !== void 0 && proveRsa({ n, e, d, p, q, dp, dq, qi }) === void 0;
      return { state: "proven", publicKey: publicKey2, damaged: damaged4, end: cursor.position };
    }
    if (cursor.integer(MAX_RSA_BYTES) !== void 0) return void 0;
  }
  const header = headerOf(bytes, beforeD);
  const piece = header && bytes.subarray(beforeD + header.bytes, beforeD + header.bytes + PROVED_PIECE_BYTES);
  if (piece === void 0 || piece.length < MIN_PIECE_BYTES) return void 0;
  if (!beginsPrivateExponent(n, e, piece, header.length)) return void 0;
  return { state: "partial", publicKey: { kind: "rsa", n, e }, end: beforeD + header.bytes + piece.length };
}
function readExponentOn(bytes, at) {
  const cursor = new DerCursor(bytes, at);
  const [e, d, p, q] = [0, 1, 2, 3].map(() => cursor.integer(MAX_RSA_BYTES));
  if (e === void 0 || d === void 0 || p === void 0 || q === void 0) return void 0;
  const numbers3 = { n: p * q, e, d, p, q };
  const publicKey2 = proveRsa(numbers3);
  if (publicKey2 === void 0) return void 0;
  const [dp, dq, qi] = restOf(cursor, 3);
  const damaged4 = qi !== void 0 && proveRsa({ ...numbers3, dp, dq, qi }) === void 0;
  return { state: "proven", publicKey: publicKey2, damaged: damaged4, end: cursor.position };
}
function readPrimesOn(bytes, at) {
  const cursor = new DerCursor(bytes, at);
  const [p, q, dp, dq] = [0, 1, 2, 3].map(() => cursor.integer(MAX_RSA_BYTES));
  if (p === void 0 || q === void 0 || dp === void 0 || dq === void 0) return void 0;
  const publicKey2 = fromPrimes(p, q, dp, dq);
  const [qi] = restOf(cursor, 1);
  const damaged4 = qi !== void 0 && (qi >= p || qi * q % p !== 1n);
  return publicKey2 && { state: "proven", publicKey: publicKey2, damaged: damaged4, end: cursor.position };
}
var MAX_EXPONENT = 0xffffffffn;
function fromPrimes(p, q, dp, dq) {
  if (bitLength(p) !== bitLength(q) || dp >= p || dq >= q) return void 0;
  const e = inverseOf(dp, p - 1n);
  if (e === void 0 || e > MAX_EXPONENT || e * dq % (q - 1n) !== 1n) return void 0;
  const d = inverseOf(e, (p - 1n) * (q - 1n));
  return d === void 0 ? void 0 : proveRsa({ n: p * q, e, d, p, q, dp, dq });
}
function restOf(cursor, count) {
  const numbers3 = [];
  for (let number4 = cursor.integer(MAX_RSA_BYTES); number4 !== void 0; number4 = cursor.integer(MAX_RSA_BYTES)) {
    numbers3.push(number4);
    if (numbers3.length === count) break;
  }
  return numbers3;
}
function headerOf(bytes, at) {
  const first = bytes[at + 1] ?? 0;
  if (bytes[at] !== 2 || first > 130 || first === 128) return void 0;
  const length = first === 130 ? bytes[at + 2] * 256 + bytes[at + 3] : first === 129 ? bytes[at + 2] : first;
  const header = first === 130 ? 4 : first === 129 ? 3 : 2;
  return length > 32 && length <= MAX_RSA_BYTES ? { bytes: header, length } : void 0;
}
function integerBefore(bytes, end, least, most) {
  for (let length = Math.max(128, least); length <= most; length++) {
    const at = end - length - (length < 256 ? 3 : 4);
    if (at < 0) return void 0;
    if (bytes[at] !== 2) continue;
    const long = length >= 256;
    if (bytes[at + 1] !== (long ? 130 : 129) || bytes[at + 2] !== (long ? length >> 8 : length)) continue;
    if (!long || bytes[at + 3] === (length & 255)) return at;
  }
  return void 0;
}

// src/detect/proof/key-tail.ts
var EXPONENT_ANCHORS = ["02 03 01 00 01 02 81", "02 03 01 00 01 02 82"];
var PRIME_ANCHORS = ["02 81 81 00", "02 81 c1 00", "02 82 01 01 00"];
var POINT_ANCHORS = ["a1 44 03 42 00 04", "a1 64 03 62 00 04", "a1 81 89 03 81 86 00 04"];
var BYTES_BEFORE_TAIL = MAX_RSA_BYTES + 16;
function readKeyTail(bytes, at) {
  if (bytes[at] === TAG.context1) return ecTail(bytes, at);
  return bytes[at + 1] === 3 ? exponentTail(bytes, at) : primeTail(bytes, at);
}
function bytesFromTail(bytes, at) {
  if (bytes[at] === TAG.context1) return 8 + 2 * 66;
  const first = bytes[at + 6];
  if (first !== 129 && first !== 130) return void 0;
  const length = first === 129 ? bytes[at + 7] : bytes[at + 7] * 256 + bytes[at + 8];
  return length <= MAX_RSA_BYTES ? 4 * length + 64 : void 0;
}
var EXPONENT_BYTES = 5;
function exponentTail(bytes, at) {
  const first = bytes[at + 6];
  const exponentBytes = first === 129 ? bytes[at + 7] : bytes[at + 7] * 256 + bytes[at + 8];
  if (exponentBytes > MAX_RSA_BYTES || comesAgain(bytes, at)) return void 0;
  const modulusAt = integerBefore(bytes, at, exponentBytes - 1, exponentBytes + 9);
  if (modulusAt === void 0) return asPkcs1(readExponentOn(bytes, at), at);
  if (isInWholeFrame(bytes, modulusAt)) return void 0;
  const whole = asPkcs1(readModulusOn(bytes, modulusAt), modulusAt);
  if (whole !== void 0) return whole;
  const rest = asPkcs1(readExponentOn(bytes, at), at);
  return rest && { ...rest, damaged: true };
}
function comesAgain(bytes, at) {
  for (let next = at + EXPONENT_BYTES; next < at + 64; next++) {
    if (bytes[next] !== 2 || bytes[next + 1] !== 3) continue;
    if (bytes[next + 2] === 1 && bytes[next + 3] === 0 && bytes[next + 4] === 1) return true;
  }
  return false;
}
function primeTail(bytes, at) {
  const header = bytes[at + 1] === 130 ? 4 : 3;
  const primeBytes = header === 3 ? bytes[at + 2] : bytes[at + 2] * 256 + bytes[at + 3];
  const second = at + header + primeBytes;
  for (let index = 0; index < header; index++) if (bytes[second + index] !== bytes[at + index]) return void 0;
  const exponentAt = integerBefore(bytes, at, 2 * primeBytes - 12, 2 * primeBytes);
  if (exponentAt === void 0) return asPkcs1(readPrimesOn(bytes, at), at);
  const modulusAt = integerBefore(bytes, exponentAt - EXPONENT_BYTES, 2 * primeBytes - 2, 2 * primeBytes);
  if (modulusAt !== void 0 && isInWholeFrame(bytes, modulusAt)) return void 0;
  const rest = asPkcs1(readPrimesOn(bytes, at), at);
  if (rest === void 0) return void 0;
  const whole = modulusAt === void 0 ? readExponentOn(bytes, exponentAt - EXPONENT_BYTES) : readModulusOn(bytes, modulusAt);
  return { ...rest, damaged: whole?.damaged !== false };
}
function asPkcs1(found, start) {
  return found && { ...found, structure: "pkcs1", start };
}
function isInWholeFrame(bytes, modulusAt) {
  const start = modulusAt - 7;
  if (start < 0 || bytes[start] !== TAG.sequence || bytes[modulusAt - 3] !== TAG.integer) return false;
  return readDerKey(bytes, start)?.state === "proven";
}
function ecTail(bytes, at) {
  const pointAt = at + (bytes[at + 1] === 129 ? 7 : 5);
  const width = bytes[at + 1] === 68 ? 32 : bytes[at + 1] === 100 ? 48 : 66;
  const point = bytes.subarray(pointAt, pointAt + 1 + 2 * width);
  const { scalarEnd, curveOid } = beforePoint(bytes, at);
  const scalarAt = scalarEnd - width;
  if (point.length <= width || scalarAt < 2 || bytes[scalarAt - 2] !== TAG.octetString) return void 0;
  if (bytes[scalarAt - 1] !== width || isSec1Frame(bytes, scalarAt)) return void 0;
  const scalar = bytes.subarray(scalarAt, scalarEnd);
  for (const curve2 of CURVES) {
    if (curve2.bytes !== width || curveOid !== void 0 && curve2.oid !== curveOid) continue;
    const claims = point.length === 1 + 2 * width ? [point] : [2, 3].map((form) => xOnly(form, point, width));
    for (const claimed of claims) {
      const publicKey2 = claimed[0] === 4 || isOnCurve(curve2, claimed) ? proveEc(curve2, scalar, claimed) : void 0;
      if (publicKey2 === void 0) continue;
      return { state: "proven", structure: "sec1", publicKey: publicKey2, start: scalarAt - 2, end: pointAt + point.length };
    }
  }
  return void 0;
}
function xOnly(form, point, width) {
  const compressed2 = Uint8Array.from(point.subarray(0, 1 + width));
  compressed2[0] = form;
  return compressed2;
}
function beforePoint(bytes, at) {
  for (const oidBytes of CURVE_OID_BYTES) {
    const start = at - oidBytes - 4;
    if (start < 0 || bytes[start] !== TAG.context0 || bytes[start + 1] !== oidBytes + 2) continue;
    if (bytes[start + 2] !== TAG.oid || bytes[start + 3] !== oidBytes) continue;
    return { scalarEnd: start, curveOid: Buffer.from(bytes.subarray(start + 4, at)).toString("hex") };
  }
  return { scalarEnd: at };
}
var CURVE_OID_BYTES = [...new Set(CURVES.map(({ oid: oid2 }) => oid2.length / 2))];
function isSec1Frame(bytes, scalarAt) {
  for (const header of [2, 3]) {
    const start = scalarAt - 5 - header;
    if (start >= 0 && bytes[start] === TAG.sequence && readDerKey(bytes, start)?.state === "proven") return true;
  }
  return false;
}
function isOnCurve(curve2, point) {
  try {
    ECDH.convertKey(point, curve2.nodeName);
    return true;
  } catch {
    return false;
  }
}

// src/detect/binary/cut-private-key.ts
var cutPrivateKey = {
  id: "private-key-der-cut",
  form: {
    specification: "pieces of RFC 8017, RFC 5915",
    proof: "RSA: n, e, d or p, q and an exponent give all others; of n, e and a piece of d, its first bytes. EC: d·G = Q"
  },
  title: "Private key in DER, cut or damaged",
  severity: "critical",
  confidence: "proven",
  advice: PRIVATE_KEY_ADVICE,
  trigger: {
    anchors: [...EXPONENT_ANCHORS, ...PRIME_ANCHORS, ...POINT_ANCHORS].map(byteAnchor),
    bytesBefore: BYTES_BEFORE_TAIL,
    reads: "bytes"
  },
  maxMatchBytes: MAX_DER_KEY_BYTES,
  inspect: inspect6
};
function inspect6(window, at) {
  const cut = readKeyTail(window.subarray(0, at + cutPrivateKey.maxMatchBytes), at);
  return cut && cutKeyMatch(
    cut,
    {
      ...{ offset: cut.start, length: cut.end - cut.start, form: `der-${cut.structure}` },
      preview: "… (DER, cut)"
    },
    "cut"
  );
}

// src/detect/binary/der-private-key.ts
var derPrivateKey = {
  id: "private-key-der",
  form: { specification: "RFC 8017, RFC 5915, RFC 5208, RFC 5958, RFC 8410", proof: KEY_HOLDS },
  title: "Private key in DER",
  severity: "critical",
  confidence: "proven",
  advice: PRIVATE_KEY_ADVICE,
  trigger: {
    anchors: [...DER_KEY_ANCHORS, ...ENCRYPTED_KEY_ANCHORS].map(byteAnchor),
    bytesBefore: BYTES_BEFORE_KEY_ANCHOR,
    reads: "bytes"
  },
  maxMatchBytes: MAX_DER_KEY_BYTES,
  inspect: inspect7
};
function inspect7(window, at) {
  const encrypted2 = window[at] === 6 ? findEncryptedKey(window, at) : void 0;
  const found = encrypted2 ?? findDerKey(window, at);
  if (found === void 0) return void 0;
  const { key, start } = found;
  if (key.state === "locked" && isShroudedBag(window, start)) return void 0;
  return keyMatch(key, {
    offset: start,
    length: key.length,
    form: `der-${key.structure}`,
    preview: `${hexByte(window[start])} ${hexByte(window[start + 1])} … (DER ${STRUCTURE_NAMES[key.structure]})`
  });
}
var STRUCTURE_NAMES = {
  pkcs1: "PKCS#1",
  pkcs8: "PKCS#8",
  sec1: "SEC1",
  dsa: "DSA"
};

// src/detect/proof/dpapi-blob.ts
var DPAPI_HEADER = "01000000d08c9ddf0115d1118c7a00c04fc297eb";
var MAX_DPAPI_BYTES = 16 * 1024;
var CRYPT_ALGORITHMS = [26115, 26126, 26127, 26128, 26113, 26114];
var HASH_ALGORITHMS = [32772, 32780, 32781, 32782, 32771, 32777];
function readDpapiBlob(bytes, start = 0) {
  const cursor = new MicrosoftCursor(bytes.subarray(0, start + MAX_DPAPI_BYTES), start + 20);
  const part3 = (most) => {
    const length = cursor.uint32();
    return length < 0 || length > most ? void 0 : cursor.take(length);
  };
  const version = cursor.uint32();
  const masterKey = cursor.take(16);
  cursor.uint32();
  const description = part3(512);
  if (version !== 1 || masterKey === void 0 || description === void 0) return void 0;
  const cipher = cursor.uint32();
  cursor.uint32();
  const salt = part3(64);
  const firstKey4 = part3(64);
  const hash4 = cursor.uint32();
  cursor.uint32();
  if (!CRYPT_ALGORITHMS.includes(cipher) || !HASH_ALGORITHMS.includes(hash4)) return void 0;
  const secondKey = part3(64);
  const data = part3(MAX_DPAPI_BYTES);
  const signature = part3(64);
  if (salt === void 0 || firstKey4 === void 0 || secondKey === void 0 || data === void 0) return void 0;
  if (signature === void 0 || signature.length < 16 || data.length < 8 || isMonotonous(data)) return void 0;
  return {
    length: cursor.position - start,
    masterKey: guid(masterKey),
    description: printable(description),
    data
  };
}
function guid(bytes) {
  const view = Buffer.from(bytes);
  const hex3 = [view.readUInt32LE(0).toString(16).padStart(8, "0")];
  for (const at of [4, 6]) hex3.push(view.readUInt16LE(at).toString(16).padStart(4, "0"));
  return [...hex3, view.toString("hex", 8, 10), view.toString("hex", 10)].join("-");
}
function printable(utf16) {
  const text4 = Buffer.from(utf16).toString("utf16le").replace(/\0$/, "");
  return /^[\x20-\x7e]{1,64}$/.test(text4) ? text4 : void 0;
}

// src/detect/proof/dpapi-match.ts
var DPAPI_RULE = {
  severity: "low",
  confidence: "high",
  advice: "Encrypted for one user or machine of Windows. Find out what it protects; if the master key of that user or machine may be in other hands, replace it."
};
function dpapiMatch(blob, place3) {
  const { form, ...at } = place3;
  const description = blob.description === void 0 ? {} : { description: blob.description };
  return {
    ...at,
    fingerprint: blobFingerprint(blob.data),
    preview: "01 00 00 00 d0 8c 9d df … (DPAPI)",
    facts: { encrypted: true, cipher: "dpapi", masterKey: blob.masterKey, ...description, form }
  };
}

// src/detect/binary/dpapi-blob.ts
var dpapiBlob = {
  id: "dpapi-blob",
  form: { specification: "CryptProtectData, as dpapick and impacket read it", proof: "every length fits" },
  title: "Secret encrypted with DPAPI",
  ...DPAPI_RULE,
  trigger: { anchors: [byteAnchor(DPAPI_HEADER)], bytesBefore: 0, reads: "bytes" },
  maxMatchBytes: MAX_DPAPI_BYTES,
  inspect: inspect8
};
function inspect8(window, at) {
  const blob = readDpapiBlob(window, at);
  return blob && dpapiMatch(blob, { offset: at, length: blob.length, form: "dpapi" });
}

// src/detect/proof/s-expression.ts
var MAX_DEPTH2 = 8;
var MAX_ATOMS = 128;
var [OPEN, CLOSE, HASH, QUOTE] = [40, 41, 35, 34];
function readSExpression(bytes, start) {
  const stack = [];
  let atoms = 0;
  for (let at = start; at < bytes.length; ) {
    const byte = bytes[at];
    if (byte === OPEN) {
      if (stack.length === MAX_DEPTH2) return void 0;
      stack.push([]);
      at++;
    } else if (byte === CLOSE) {
      const list2 = stack.pop();
      if (list2 === void 0) return void 0;
      at++;
      const outer = stack.at(-1);
      if (outer === void 0) return { list: list2, end: at };
      outer.push(list2);
    } else if (isSpace(byte)) {
      at++;
    } else {
      const atom = readAtom(bytes, at);
      if (atom === void 0 || stack.length === 0 || ++atoms > MAX_ATOMS) return void 0;
      stack.at(-1).push(atom.bytes);
      at = atom.end;
    }
  }
  return void 0;
}
function readAtom(bytes, at) {
  if (bytes[at] === HASH) return readHex(bytes, at + 1);
  if (bytes[at] === QUOTE) {
    const end2 = bytes.indexOf(QUOTE, at + 1);
    return end2 < 0 || end2 > at + MAX_TOKEN_BYTES ? void 0 : { bytes: bytes.subarray(at + 1, end2), end: end2 + 1 };
  }
  const token2 = /^(?:(\d{1,5}):|[A-Za-z0-9.+/_:*=-]+)/.exec(latin1(bytes, at, at + MAX_TOKEN_BYTES));
  if (token2 === null) return void 0;
  if (token2[1] === void 0) return { bytes: bytes.subarray(at, at + token2[0].length), end: at + token2[0].length };
  const start = at + token2[0].length;
  const end = start + Number(token2[1]);
  return end <= bytes.length ? { bytes: bytes.subarray(start, end), end } : void 0;
}
var MAX_TOKEN_BYTES = 64;
var MAX_HEX_BYTES = 8192;
function readHex(bytes, start) {
  const end = bytes.indexOf(HASH, start);
  if (end < 0 || end - start > MAX_HEX_BYTES) return void 0;
  const hex3 = latin1(bytes, start, end).replace(/\s+/g, "");
  return /^(?:[0-9A-Fa-f]{2})*$/.test(hex3) ? { bytes: Buffer.from(hex3, "hex"), end: end + 1 } : void 0;
}
function isSpace(byte) {
  if (byte === void 0) return false;
  return byte === 32 || byte >= 9 && byte <= 13;
}

// src/detect/proof/gcrypt-key.ts
function readGcryptKey(bytes, start) {
  const read2 = readSExpression(bytes, start);
  const kind = read2 && text(read2.list[0]);
  const body3 = read2?.list[1];
  if (read2 === void 0 || body3 === void 0 || body3 instanceof Uint8Array) return void 0;
  const shared5 = { structure: "gcrypt", length: read2.end - start };
  const algorithm = text(body3[0]);
  const members = membersOf(body3);
  if (algorithm === void 0) return void 0;
  if (kind === "private-key") {
    const publicKey3 = keyOf(algorithm, members, "prove");
    return publicKey3 && { state: "proven", ...shared5, publicKey: publicKey3 };
  }
  const ciphertext = kind === "protected-private-key" ? members.get("protected")?.at(-1) : void 0;
  const publicKey2 = keyOf(algorithm, members, "read");
  if (!(ciphertext instanceof Uint8Array) || ciphertext.length < MIN_CIPHERTEXT_BYTES2) return void 0;
  return { state: "locked", ...shared5, ...publicKey2 && { publicKey: publicKey2 }, cipher: "gnupg", kdf: "s2k", ciphertext };
}
var MIN_CIPHERTEXT_BYTES2 = 16;
function readRestOfGcryptKey(bytes, start) {
  const lists = [];
  for (let at = start; lists.length < CURVE_MEMBERS.length; at = skipSpace(bytes, at)) {
    const read2 = readSExpression(bytes, at);
    const name = read2 && text(read2.list[0]);
    if (read2 === void 0 || name === void 0 || !CURVE_MEMBERS.includes(name)) return void 0;
    lists.push(read2.list);
    at = read2.end;
    if (name !== "d") continue;
    const publicKey2 = keyOf("ecc", membersOf(lists), "prove");
    return publicKey2 && { state: "proven", structure: "gcrypt", length: at - start, publicKey: publicKey2 };
  }
  return void 0;
}
var CURVE_MEMBERS = ["curve", "flags", "q", "d"];
function skipSpace(bytes, start) {
  let at = start;
  while (isSpace(bytes[at])) at++;
  return at;
}
function membersOf(list2) {
  const members = /* @__PURE__ */ new Map();
  for (const member of list2) {
    const name = member instanceof Uint8Array ? void 0 : text(member[0]);
    if (name !== void 0) members.set(name, member.slice(1));
  }
  return members;
}
function keyOf(algorithm, members, purpose) {
  const bytesOf3 = (name) => {
    const value = members.get(name)?.[0];
    return value instanceof Uint8Array ? value : void 0;
  };
  const number4 = (name) => {
    const bytes = bytesOf3(name);
    return bytes && bytes.length <= MAX_NUMBER_BYTES ? fromBytes(bytes) : void 0;
  };
  switch (algorithm) {
    case "rsa": {
      const [n, e, d, p, q, u] = ["n", "e", "d", "p", "q", "u"].map(number4);
      if (n === void 0 || e === void 0 || !isRsaPublicKey(n, e)) return void 0;
      if (purpose === "read") return { kind: "rsa", n, e };
      return d === void 0 ? void 0 : proveRsa({ n, e, d, p: q, q: p, qi: u });
    }
    case "dsa": {
      const [p, q, g, y, x] = ["p", "q", "g", "y", "x"].map(number4);
      if (p === void 0 || q === void 0 || g === void 0 || y === void 0) return void 0;
      if (purpose === "read") return isDsaPublicKey({ p, q, g, y }) ? { kind: "dsa", p, q, g, y } : void 0;
      return x === void 0 ? void 0 : proveDsa({ p, q, g, y, x });
    }
    case "ecc":
    case "ecdsa":
    case "ecdh":
      return curveKey(
        text(members.get("curve")?.[0]),
        bytesOf3("q"),
        purpose === "read" ? void 0 : bytesOf3("d"),
        purpose
      );
    default:
      return void 0;
  }
}
var MAX_NUMBER_BYTES = 2049;
var NAMES = {
  "NIST P-256": "P-256",
  "NIST P-384": "P-384",
  "NIST P-521": "P-521",
  "NIST P-224": "P-224",
  "NIST P-192": "P-192"
};
function curveKey(name, point, secret, purpose) {
  if (name === void 0 || point === void 0 || purpose === "prove" && secret === void 0) return void 0;
  const edwards2 = { Ed25519: 0, Ed448: 1, Curve25519: 2, X448: 3 }[name];
  if (edwards2 !== void 0) {
    const algorithm = EDWARDS_ALGORITHMS[edwards2];
    const bytes = point.length === algorithm.bytes + 1 && point[0] === 64 ? point.subarray(1) : point;
    if (bytes.length !== algorithm.bytes) return void 0;
    if (secret === void 0) return { kind: algorithm.kind, algorithm, bytes };
    const seed = padded(secret, algorithm.bytes);
    if (algorithm.kind === "x25519") seed?.reverse();
    return seed && proveEdwards(algorithm, seed, bytes);
  }
  const curve2 = CURVES.find((each) => each.name === (NAMES[name] ?? name));
  if (curve2 === void 0 || point.length !== 1 + 2 * curve2.bytes || point[0] !== 4) return void 0;
  if (secret === void 0) return { kind: "ec", curve: curve2, point };
  const scalar = padded(secret, curve2.bytes);
  return scalar && proveEc(curve2, scalar, point);
}
function padded(bytes, length) {
  const minimal = bytes.length > length && bytes[0] === 0 ? bytes.subarray(bytes.length - length) : bytes;
  if (minimal.length > length) return void 0;
  const full = new Uint8Array(length);
  full.set(minimal, length - minimal.length);
  return full;
}
function text(atom) {
  return atom instanceof Uint8Array && atom.length <= 64 ? Buffer.from(atom).toString("latin1") : void 0;
}

// src/detect/proof/gcrypt-list.ts
var HEAD_BYTES = 8;
var [DATA, OPEN2, CLOSE2] = [1, 3, 4];
var MAX_EXPONENT_BYTES = 33;
var GCRYPT_LIST_BYTES_BEFORE = 2 * (HEAD_BYTES + 1) + MAX_RSA_BYTES + MAX_EXPONENT_BYTES;
var CURVES_BY_POINT_BYTES = new Map([
  // With and without the 40 that stands before the string of a point.
  [33, ["Ed25519"]],
  [32, ["Ed25519"]],
  [58, ["Ed448"]],
  [57, ["Ed448"]],
  ...CURVES.map(({ bytes }) => [1 + 2 * bytes, namesOfCurves(bytes)])
]);
function namesOfCurves(bytes) {
  return CURVES.filter((curve2) => curve2.bytes === bytes).map(({ name }) => name);
}
var MONTGOMERY_FLAG = "djb-tweak";
function readGcryptList(bytes, at) {
  const d = readMember(bytes, at);
  if (d === void 0 || d.name !== "d" || bytes[at - 1] !== CLOSE2) return void 0;
  return readCurveList(bytes, at, d) ?? readRsaList(bytes, at, d);
}
function readCurveList(bytes, at, d) {
  for (const [pointBytes, names] of CURVES_BY_POINT_BYTES) {
    const start = at - 1 - pointBytes - HEAD_BYTES;
    const q = readMember(bytes, start);
    if (q === void 0 || q.name !== "q" || q.end !== at) continue;
    const isMontgomery = latin1(bytes, start - MONTGOMERY_FLAG.length, start) === MONTGOMERY_FLAG;
    for (const curve2 of isMontgomery ? ["Curve25519"] : names) {
      const members = membersOf2([q, d]).set("curve", [Buffer.from(curve2)]);
      const publicKey2 = keyOf("ecc", members, "prove");
      if (publicKey2 === void 0) continue;
      return { key: { state: "proven", structure: "gcrypt", length: d.end - start, publicKey: publicKey2 }, start };
    }
  }
  return void 0;
}
function readRsaList(bytes, at, d) {
  const p = readMember(bytes, d.end);
  const e = memberThatEndsAt(bytes, at);
  if (p === void 0 || p.name !== "p" || e === void 0) return void 0;
  const before2 = bytes.subarray(Math.max(0, at - GCRYPT_LIST_BYTES_BEFORE), e.start);
  const start = e.start - before2.length + Buffer.from(before2.buffer, before2.byteOffset, before2.length).lastIndexOf(N);
  const n = readMember(bytes, start);
  if (n === void 0 || n.name !== "n" || n.end !== e.start) return void 0;
  const members = [n, e, d, p];
  for (let end = p.end; members.length < RSA_MEMBERS; end = members.at(-1).end) {
    const next = readMember(bytes, end);
    if (next === void 0) break;
    members.push(next);
  }
  const named2 = membersOf2(members);
  if (!named2.has("q")) return void 0;
  const publicKey2 = keyOf("rsa", named2, "prove");
  const length = members.at(-1).end - start;
  return publicKey2 && { key: { state: "proven", structure: "gcrypt", length, publicKey: publicKey2 }, start };
}
var N = Buffer.of(OPEN2, DATA, 1, 0, "n".charCodeAt(0), DATA);
var RSA_MEMBERS = 6;
function readMember(bytes, start) {
  if (bytes[start] !== OPEN2 || bytes[start + 1] !== DATA || bytes[start + 2] !== 1 || bytes[start + 3] !== 0) {
    return void 0;
  }
  const close = start + HEAD_BYTES + (bytes[start + 6] | bytes[start + 7] << 8);
  if (bytes[start + 5] !== DATA || bytes[close] !== CLOSE2) return void 0;
  const name = String.fromCharCode(bytes[start + 4]);
  return { name, value: bytes.subarray(start + HEAD_BYTES, close), start, end: close + 1 };
}
function memberThatEndsAt(bytes, end) {
  for (let length = 1; length <= MAX_EXPONENT_BYTES; length++) {
    const member = readMember(bytes, end - 1 - length - HEAD_BYTES);
    if (member?.name === "e" && member.end === end) return member;
  }
  return void 0;
}
function membersOf2(members) {
  return new Map(members.map(({ name, value }) => [name, [value]]));
}

// src/detect/binary/gcrypt-private-key.ts
var gcryptPrivateKey = {
  id: "private-key-gcrypt",
  form: { specification: "libgcrypt manual and src/sexp.c; GnuPG, agent/keyformat.txt", proof: KEY_HOLDS },
  title: "Private key of libgcrypt",
  severity: "critical",
  confidence: "proven",
  advice: PRIVATE_KEY_ADVICE,
  trigger: {
    anchors: [
      ...["(11:private-key", "(21:protected-private-key", "(private-key", "(protected-private-key"].map(
        (text4) => textAnchor(text4)
      ),
      // The member d in memory, and the member in front of what is left of a key on a curve.
      byteAnchor("03 01 01 00 64 01"),
      ...["(curve Ed25519)", "(curve Curve25519)", '(curve "NIST P-'].map((text4) => textAnchor(text4))
    ],
    bytesBefore: GCRYPT_LIST_BYTES_BEFORE,
    reads: "bytes"
  },
  // RSA-16384 in hex takes 18,500 characters, and some more for line breaks.
  maxMatchBytes: 24 * 1024,
  inspect: inspect9
};
function inspect9(window, at) {
  const bytes = window.subarray(0, at + gcryptPrivateKey.maxMatchBytes);
  if (window[at] === OPEN_IN_MEMORY) {
    const list2 = readGcryptList(bytes, at);
    return list2 && keyMatch(list2.key, {
      offset: list2.start,
      length: list2.key.length,
      form: "gcrypt-memory",
      preview: "03 01 01 00 …"
    });
  }
  return startsRest(window, at) ? inspectRest(bytes, at) : inspectWhole(bytes, at);
}
var OPEN_IN_MEMORY = 3;
function inspectWhole(bytes, at) {
  if (!HEAD.test(latin1(bytes, at, at + HEAD_BYTES2))) return void 0;
  const key = readGcryptKey(bytes, at);
  if (key === void 0) return void 0;
  const preview = key.state === "locked" ? "(protected-private-key …)" : "(private-key …)";
  return keyMatch(key, { offset: at, length: key.length, form: "s-expression", preview });
}
function inspectRest(bytes, at) {
  if (WHOLE_BEFORE.test(latin1(bytes, at - HEAD_BYTES2, at))) return void 0;
  if (!REST.test(latin1(bytes, at, at + HEAD_BYTES2))) return void 0;
  const key = readRestOfGcryptKey(bytes, at);
  return key && keyMatch(key, { offset: at, length: key.length, form: "s-expression-cut", preview: "(curve …)…(d …)" });
}
function startsRest(window, at) {
  return window[at + 1] === "c".charCodeAt(0);
}
var HEAD = /^\((?:\d\d:)?(?:protected-)?private-key\s{0,8}\((?:\d:)?(?:rsa|dsa|ecc|ecdsa|ecdh)/;
var WHOLE_BEFORE = /\((?:protected-)?private-key\s{0,8}\((?:ecc|ecdsa|ecdh)\s{0,8}$/;
var REST = /^\(curve [^)]{5,12}\)\s{0,4}(?:\(flags [a-z -]{1,16}\)\s{0,4})?\(q\s/;
var HEAD_BYTES2 = 56;

// src/detect/proof/java-key-store.ts
import { createDecipheriv as createDecipheriv5, createHash as createHash4, hash as hash3 } from "node:crypto";
var JKS_PROTECTOR = "2b060104012a02110101";
var JCEKS_PROTECTOR = "2b060104012a021301";
var MAX_ENTRIES2 = 1e3;
var DIGEST_BYTES = 20;
var SEAL_END = Buffer.from("PBEWithMD5AndTripleDES", "latin1");
function readJavaKeyStore(bytes, start) {
  const cursor = new SshCursor(bytes, start);
  const magic = cursor.uint32();
  const version = cursor.uint32();
  const count = cursor.uint32();
  const format = magic === 4277010157 ? "jks" : magic === 3469659854 ? "jceks" : void 0;
  if (format === void 0 || version !== 1 && version !== 2) return void 0;
  if (count === void 0 || count < 1 || count > MAX_ENTRIES2) return void 0;
  const entries3 = [];
  for (let index = 0; index < count; index++) {
    const entry = readEntry2(cursor, version, bytes);
    if (entry === void 0) return void 0;
    if (entry !== "certificate") entries3.push(entry);
  }
  const content = bytes.subarray(start, cursor.position);
  const digest = cursor.take(DIGEST_BYTES);
  const first = entries3[0];
  if (digest === void 0 || first === void 0) return void 0;
  const password = USUAL_PASSWORDS.find((guess) => Buffer.compare(storeDigest(guess, content), digest) === 0);
  const publicKey2 = firstKey3(entries3, password);
  return {
    ...{ format, length: cursor.position - start, opened: password !== void 0 || publicKey2 !== void 0 },
    ...{ publicKey: publicKey2, aliases: entries3.map(({ alias }) => alias), ciphertext: first.ciphertext }
  };
}
function storeDigest(password, content) {
  return createHash4("sha1").update(wide(password)).update("Mighty Aphrodite").update(content).digest();
}
function wide(password) {
  return Buffer.from(password, "utf16le").swap16();
}
function readEntry2(cursor, version, bytes) {
  const tag = cursor.uint32();
  const alias = shortString2(cursor);
  if (alias === void 0 || cursor.take(8) === void 0) return void 0;
  if (tag === 2) return readCertificate(cursor, version) ? "certificate" : void 0;
  if (tag === 3) return readSealed(cursor, alias, bytes);
  const info = tag === 1 ? cursor.string() : void 0;
  const certificates = cursor.uint32();
  if (info === void 0 || certificates === void 0 || certificates > MAX_ENTRIES2) return void 0;
  for (let index = 0; index < certificates; index++) if (!readCertificate(cursor, version)) return void 0;
  const outside2 = new DerCursor(info);
  const frame = outside2.element(TAG.sequence);
  const algorithm = frame?.element(TAG.sequence);
  const ciphertext = frame?.octets(TAG.octetString);
  const protector = algorithm?.oid();
  if (ciphertext === void 0 || algorithm === void 0 || !outside2.atEnd) return void 0;
  if (protector !== JKS_PROTECTOR && protector !== JCEKS_PROTECTOR) return void 0;
  return { alias, protector, parameters: algorithm.rest(), ciphertext };
}
function readCertificate(cursor, version) {
  if (version === 2 && shortString2(cursor) === void 0) return false;
  const certificate = cursor.string();
  return certificate !== void 0 && certificate[0] === 48;
}
function readSealed(cursor, alias, bytes) {
  const start = cursor.position;
  const head = cursor.take(4);
  if (head === void 0 || head[0] !== 172 || head[1] !== 237) return void 0;
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, start + MAX_SEALED_BYTES));
  let end = view.indexOf(SEAL_END, start);
  if (end < 0) return void 0;
  end += SEAL_END.length;
  const next = view.indexOf(SEAL_END, end);
  if (next === end + 3) end = next + SEAL_END.length;
  else if (view[end] === 113) end += 5;
  if (cursor.take(end - cursor.position) === void 0) return void 0;
  return { alias, protector: "sealed", parameters: new Uint8Array(), ciphertext: bytes.subarray(start, end) };
}
var MAX_SEALED_BYTES = 16 * 1024;
function shortString2(cursor) {
  const two = cursor.take(2);
  const text4 = two && cursor.take(two[0] * 256 + two[1]);
  return text4 && Buffer.from(text4).toString("utf8");
}
function firstKey3(entries3, password) {
  for (const entry of entries3) {
    const key = entry.protector === JKS_PROTECTOR ? openJks(entry.ciphertext) : openJceks(entry, password);
    if (key !== void 0) return key;
  }
  return void 0;
}
function openJks(protectedKey) {
  const bytes = protectedKey.length - 2 * DIGEST_BYTES;
  if (bytes < 1) return void 0;
  for (const guess of USUAL_PASSWORDS) {
    const password = wide(guess);
    const plain2 = Buffer.from(protectedKey.subarray(DIGEST_BYTES, DIGEST_BYTES + bytes));
    let stream = protectedKey.subarray(0, DIGEST_BYTES);
    for (let at = 0; at < bytes; at += DIGEST_BYTES) {
      stream = createHash4("sha1").update(password).update(stream).digest();
      for (let index = 0; index < DIGEST_BYTES && at + index < bytes; index++) plain2[at + index] ^= stream[index];
      if (at === 0 && plain2[0] !== 48) break;
    }
    const check2 = createHash4("sha1").update(password).update(plain2).digest();
    if (Buffer.compare(check2, protectedKey.subarray(-DIGEST_BYTES)) === 0) return publicHalf2(plain2);
  }
  return void 0;
}
function openJceks({ protector, parameters, ciphertext }, password) {
  const details = new DerCursor(parameters).element(TAG.sequence);
  const salt = details?.octets(TAG.octetString);
  const iterations = iterationsOf(details);
  if (password === void 0 || protector !== JCEKS_PROTECTOR || salt?.length !== 8) return void 0;
  if (iterations === void 0 || iterations > MAX_JCEKS_ITERATIONS) return void 0;
  const halves = [salt.subarray(0, 4), salt.subarray(4)];
  if (Buffer.compare(halves[0], halves[1]) === 0) return void 0;
  try {
    const derived2 = Buffer.concat(halves.map((half) => repeatedMd5(half, Buffer.from(password, "latin1"), iterations)));
    const decipher = createDecipheriv5("des-ede3-cbc", derived2.subarray(0, 24), derived2.subarray(24));
    return publicHalf2(Buffer.concat([decipher.update(ciphertext), decipher.final()]));
  } catch {
    return void 0;
  }
}
var MAX_JCEKS_ITERATIONS = 2e5;
function repeatedMd5(half, password, iterations) {
  let state = half;
  for (let round = 0; round < iterations; round++) state = hash3("md5", Buffer.concat([state, password]), "buffer");
  return state;
}
function publicHalf2(plain2) {
  const key = readDerKey(plain2);
  return key === void 0 || key.state === "bare" ? void 0 : key.publicKey;
}

// src/detect/binary/java-key-store.ts
var javaKeyStore = {
  id: "key-store-java",
  form: { specification: "JKS and JCEKS of the JDK", proof: "digest under a usual password" },
  title: "Java key store that a usual password opens",
  severity: "critical",
  confidence: "proven",
  advice: PRIVATE_KEY_ADVICE,
  trigger: {
    // Magic and version up to its last byte.
    anchors: [byteAnchor("fe ed fe ed 00 00 00"), byteAnchor("ce ce ce ce 00 00 00")],
    bytesBefore: 0,
    reads: "bytes"
  },
  maxMatchBytes: 64 * 1024,
  inspect: inspect10
};
function inspect10(window, at) {
  const store = readJavaKeyStore(window.subarray(0, at + javaKeyStore.maxMatchBytes), at);
  if (store === void 0) return void 0;
  const { format, length, publicKey: publicKey2 } = store;
  const preview = format === "jks" ? "fe ed fe ed… (JKS)" : "ce ce ce ce… (JCEKS)";
  const shared5 = { offset: at, length, preview };
  const facts = aliasFacts(store.aliases);
  if (publicKey2 !== void 0) {
    return keyMatch({ state: "proven", structure: format, length, publicKey: publicKey2 }, { ...shared5, form: format, facts });
  }
  const fingerprint = blobFingerprint(store.ciphertext);
  if (store.opened) return { ...shared5, fingerprint, facts: { form: format, ...facts } };
  return {
    ...{ ...shared5, fingerprint, title: "Java key store, encrypted with a passphrase", severity: "low" },
    confidence: "high",
    facts: { encrypted: true, form: format, ...facts }
  };
}

// src/detect/proof/kerberos-cursor.ts
var KerberosCursor = class {
  #bytes;
  position;
  /** Reads `bytes`, which stay the caller's, from `position` on. */
  constructor(bytes, position) {
    this.#bytes = bytes;
    this.position = position;
  }
  take(length) {
    const end = this.position + length;
    if (length < 0 || end > this.#bytes.length) return void 0;
    const view = this.#bytes.subarray(this.position, end);
    this.position = end;
    return view;
  }
  /** An unsigned number of 1, 2 or 4 bytes; -1 where it is cut. */
  unsigned(width) {
    const bytes = this.take(width);
    return bytes === void 0 ? -1 : Buffer.from(bytes.buffer, bytes.byteOffset, width).readUIntBE(0, width);
  }
  /** Its length in 2 or 4 bytes, then that many. */
  counted(width, mostBytes) {
    const length = this.unsigned(width);
    return length < 0 || length > mostBytes ? void 0 : this.take(length);
  }
  /** A counted string of printable ASCII, at least one character. */
  name(width) {
    const bytes = this.counted(width, MAX_NAME_BYTES2);
    if (bytes === void 0 || bytes.length === 0) return void 0;
    return bytes.every((byte) => byte > 32 && byte < 127) ? Buffer.from(bytes).toString("latin1") : void 0;
  }
};
var MAX_NAME_BYTES2 = 256;
var ENCRYPTION_TYPES = {
  1: { name: "des-cbc-crc", bytes: 8 },
  3: { name: "des-cbc-md5", bytes: 8 },
  16: { name: "des3-cbc-sha1", bytes: 24 },
  17: { name: "aes128-cts-hmac-sha1-96", bytes: 16 },
  18: { name: "aes256-cts-hmac-sha1-96", bytes: 32 },
  19: { name: "aes128-cts-hmac-sha256-128", bytes: 16 },
  20: { name: "aes256-cts-hmac-sha384-192", bytes: 32 },
  23: { name: "arcfour-hmac", bytes: 16 },
  25: { name: "camellia128-cts-cmac", bytes: 16 },
  26: { name: "camellia256-cts-cmac", bytes: 32 }
};

// src/detect/binary/kerberos-ccache.ts
var kerberosCcache = {
  id: "kerberos-ccache",
  form: { specification: "MIT krb5, ccache file format 0504", proof: "every length and key size fits" },
  title: "Kerberos credential cache",
  severity: "high",
  confidence: "high",
  advice: "Whoever has the ticket is its owner until it ends (see the fact `expires`). Keep KRB5CCNAME out of the build output.",
  trigger: {
    // With the one header that MIT writes (the clock's offset), and without any.
    anchors: [byteAnchor("05 04 00 0c 00 01 00 08"), byteAnchor("05 04 00 00 00 00 00 01 00 00 00")],
    bytesBefore: 0,
    reads: "bytes"
  },
  maxMatchBytes: 16 * 1024,
  inspect: inspect11
};
var MAX_CREDENTIALS = 16;
function inspect11(window, at) {
  const cursor = new KerberosCursor(window.subarray(0, at + kerberosCcache.maxMatchBytes), at + 2);
  if (cursor.counted(2, 64) === void 0) return void 0;
  const principal = readPrincipal(cursor);
  if (principal === void 0) return void 0;
  for (let i = 0; i < MAX_CREDENTIALS; i++) {
    const credential = readCredential(cursor);
    if (credential === void 0) return void 0;
    if (credential.server.endsWith("@X-CACHECONF:")) continue;
    const { key, type, expires, server } = credential;
    return {
      ...{ offset: at, length: cursor.position - at, preview: "05 04 … (ccache)" },
      fingerprint: tokenFingerprint(key),
      facts: {
        ...{ kind: "symmetric", form: "ccache", principal, server, encryption: type },
        ...{ expires: new Date(expires * 1e3).toISOString(), keySha256: sha256Hex(key) }
      }
    };
  }
  return void 0;
}
function readCredential(cursor) {
  const client = readPrincipal(cursor);
  const server = client && readPrincipal(cursor);
  if (server === void 0) return void 0;
  const number4 = cursor.unsigned(2);
  const key = cursor.counted(4, 64);
  const configuration = server.endsWith("@X-CACHECONF:");
  const type = ENCRYPTION_TYPES[number4];
  if (key === void 0 || !configuration && (type === void 0 || key.length !== type.bytes || isMonotonous(key))) {
    return void 0;
  }
  const times = [0, 1, 2, 3].map(() => cursor.unsigned(4));
  const isSessionKey = cursor.unsigned(1);
  cursor.unsigned(4);
  if (isSessionKey < 0 || isSessionKey > 1 || !skipTyped(cursor) || !skipTyped(cursor)) return void 0;
  const ticket = cursor.counted(4, 12 * 1024);
  const second = cursor.counted(4, 12 * 1024);
  if (ticket === void 0 || second === void 0) return void 0;
  return { server, key, type: type?.name ?? "", expires: times[2] };
}
function skipTyped(cursor) {
  const count = cursor.unsigned(4);
  if (count < 0 || count > 64) return false;
  for (let i = 0; i < count; i++) {
    if (cursor.unsigned(2) < 0 || cursor.counted(4, 4096) === void 0) return false;
  }
  return true;
}
function readPrincipal(cursor) {
  const type = cursor.unsigned(4);
  const components = cursor.unsigned(4);
  if (type < 0 || type > 11 || components < 1 || components > 10) return void 0;
  const realm = cursor.name(4);
  if (realm === void 0) return void 0;
  const names = [];
  for (let i = 0; i < components; i++) {
    const name = cursor.name(4);
    if (name === void 0) return void 0;
    names.push(name);
  }
  return `${names.join("/")}@${realm}`;
}

// src/detect/binary/kerberos-keytab.ts
var kerberosKeytab = {
  id: "kerberos-keytab",
  form: { specification: "MIT krb5, keytab file format 0502", proof: "every length and key size fits" },
  title: "Kerberos keytab",
  severity: "critical",
  confidence: "high",
  advice: "Change the keys of the principal (`ktadd`, or the password of the account), which makes these worthless. Until then anyone is that service.",
  // The first entry is shorter than 64 KiB.
  trigger: { anchors: [byteAnchor("05 02 00 00")], bytesBefore: 0, reads: "bytes" },
  maxMatchBytes: 8 * 1024,
  inspect: inspect12
};
function inspect12(window, at) {
  if (window[at + 6] !== 0 || window[at + 7] === 0 || window[at + 7] > 10) return void 0;
  const reach = window.subarray(0, at + kerberosKeytab.maxMatchBytes);
  const entries3 = [];
  let end = at + 2;
  for (let next = readEntry3(reach, end); next !== void 0; next = readEntry3(reach, end)) {
    if (next.entry !== void 0) entries3.push(next.entry);
    else if (entries3.length === 0) return void 0;
    end = next.end;
  }
  const [first] = entries3;
  if (first === void 0) return void 0;
  const names = entries3.map(({ principal, version, type }) => `${principal} ${version} ${type}`);
  const keys = [...new Set(names)].sort().join("\n");
  return {
    ...{ offset: at, length: end - at, preview: "05 02 … (keytab)" },
    fingerprint: blobFingerprint(Buffer.from(keys)),
    facts: {
      ...{ kind: "symmetric", form: "keytab", principal: first.principal, kvno: first.version },
      ...{ encryption: first.type, entries: entries3.length }
    }
  };
}
function readEntry3(bytes, start) {
  const cursor = new KerberosCursor(bytes, start);
  const size2 = cursor.unsigned(4) | 0;
  const end = cursor.position + Math.abs(size2);
  if (size2 === 0 || end > bytes.length || bytes.length - start < 4) return void 0;
  if (size2 < 0) return -size2 < MAX_HOLE_BYTES ? { end } : void 0;
  const components = cursor.unsigned(2);
  const realm = components >= 1 && components <= 10 ? cursor.name(2) : void 0;
  if (realm === void 0) return void 0;
  const names = [];
  for (let i = 0; i < components; i++) {
    const name = cursor.name(2);
    if (name === void 0) return void 0;
    names.push(name);
  }
  const nameType = cursor.unsigned(4);
  cursor.unsigned(4);
  const shortVersion = cursor.unsigned(1);
  const type = ENCRYPTION_TYPES[cursor.unsigned(2)];
  const key = cursor.counted(2, 64);
  if (nameType > 11 || type === void 0 || key?.length !== type.bytes) return void 0;
  if (key.length >= 16 && isMonotonous(key)) return void 0;
  const rest = end - cursor.position;
  if (rest !== 0 && rest !== 4 && rest !== 8) return void 0;
  const version = rest === 0 ? shortVersion : cursor.unsigned(4);
  return { end, entry: { principal: `${names.join("/")}@${realm}`, version, type: type.name } };
}
var MAX_HOLE_BYTES = 4096;

// src/detect/binary/luks-header.ts
import { createHash as createHash5 } from "node:crypto";
var UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
var LUKS1_BYTES = 592;
var LUKS2_BYTES = 4096;
var CHECKED_BYTES = 16 * 1024;
var luksHeader = {
  id: "luks-header",
  form: {
    specification: "LUKS On-Disk Format 1.2.3, LUKS2 1.1.2",
    proof: "LUKS2: SHA-256 of the header. LUKS1: all fields"
  },
  title: "Header of a LUKS disk, encrypted",
  severity: "low",
  confidence: "high",
  advice: "The passphrases of its key slots can be guessed at leisure, and old ones stay good for this copy. Re-encrypt the disk where one is weak.",
  trigger: {
    anchors: [byteAnchor("4c 55 4b 53 ba be 00 01"), byteAnchor("4c 55 4b 53 ba be 00 02")],
    bytesBefore: 0,
    reads: "bytes"
  },
  maxMatchBytes: CHECKED_BYTES,
  inspect: inspect13
};
function inspect13(window, at) {
  const end = Math.min(window.length, at + CHECKED_BYTES);
  const header = Buffer.from(window.buffer, window.byteOffset + at, end - at);
  return header[7] === 1 ? inspectFirst(header, at) : inspectSecond(header, at);
}
function inspectFirst(header, at) {
  if (header.length < LUKS1_BYTES) return void 0;
  const [cipher, mode, hash4, uuid] = [
    text2(header, 8, 32),
    text2(header, 40, 32),
    text2(header, 72, 32),
    text2(header, 168, 40)
  ];
  const keyBytes = header.readUInt32BE(108);
  if (cipher === void 0 || mode === void 0 || hash4 === void 0 || !UUID.test(uuid ?? "")) return void 0;
  if (![16, 32, 64].includes(keyBytes) || header.readUInt32BE(164) === 0) return void 0;
  let slots = 0;
  for (let slot = 208; slot < LUKS1_BYTES; slot += 48) {
    const state = header.readUInt32BE(slot);
    if (state !== ACTIVE && state !== INACTIVE) return void 0;
    if (state === ACTIVE) slots++;
  }
  return match(header.subarray(0, LUKS1_BYTES), at, {
    ...{ version: 1, cipher: `${cipher}-${mode}`, uuid, keySlots: slots }
  });
}
var ACTIVE = 11301363;
var INACTIVE = 57005;
function inspectSecond(header, at) {
  if (header.length < LUKS2_BYTES || header.readUInt32BE(8) !== 0) return void 0;
  const size2 = header.readUInt32BE(12);
  const [algorithm, uuid] = [text2(header, 72, 32), text2(header, 168, 40)];
  if (size2 < CHECKED_BYTES || size2 > 4 << 20 || (size2 & size2 - 1) !== 0) return void 0;
  if (algorithm === void 0 || !UUID.test(uuid ?? "")) return void 0;
  const facts = { version: 2, uuid };
  if (size2 !== CHECKED_BYTES || algorithm !== "sha256") return match(header.subarray(0, LUKS2_BYTES), at, facts);
  if (header.length < size2) return void 0;
  const claimed = Buffer.from(header.subarray(448, 480));
  const zeroed = Buffer.from(header);
  zeroed.fill(0, 448, 512);
  if (!createHash5("sha256").update(zeroed).digest().equals(claimed)) return void 0;
  return match(header, at, { ...facts, checksum: "valid" });
}
function match(header, at, facts) {
  return {
    ...{ offset: at, length: header.length, preview: "LUKS…", fingerprint: blobFingerprint(header) },
    facts: { encrypted: true, form: "luks", ...facts }
  };
}
function text2(header, start, bytes) {
  const field = header.toString("latin1", start, start + bytes);
  const value = field.replace(/\0+$/, "");
  return /^[\x21-\x7e]+$/.test(value) ? value : void 0;
}

// src/detect/proof/nss-encryption.ts
import { createDecipheriv as createDecipheriv6, createHash as createHash6, createHmac as createHmac4 } from "node:crypto";
var PBES24 = "2a864886f70d01050d";
var AES_256_CBC = "60864801650304012a";
var SHA1_AND_TRIPLE_DES = "2a864886f70d010c050103";
var NSS_VALUE_ANCHORS = [
  "06 09 60 86 48 01 65 03 04 01 2a 04 0e",
  "06 0b 2a 86 48 86 f7 0d 01 0c 05 01 03 30"
];
function readNssValue(bytes, start) {
  const outside2 = new DerCursor(bytes, start);
  const frame = outside2.element(TAG.sequence);
  const algorithm = frame?.octets(TAG.sequence);
  const ciphertext = frame?.octets(TAG.octetString);
  if (algorithm === void 0 || ciphertext === void 0 || frame?.atEnd !== true) return void 0;
  if (ciphertext.length === 0 || ciphertext.length % 8 !== 0) return void 0;
  return { start, end: outside2.position, algorithm, ciphertext };
}
function nssValueAround(bytes, at) {
  for (let start = at - 4; start >= Math.max(0, at - NSS_BYTES_BEFORE); start--) {
    if (bytes[start] !== 48) continue;
    const value = readNssValue(bytes, start);
    if (value !== void 0 && at < value.algorithm.byteOffset - bytes.byteOffset + value.algorithm.length)
      return value;
  }
  return void 0;
}
var NSS_BYTES_BEFORE = 100;
function nssSecret(salt, password) {
  return createHash6("sha1").update(salt).update(password).digest();
}
function decryptNssValue({ algorithm, ciphertext }, secret, allowance) {
  const cursor = new DerCursor(algorithm);
  const oid2 = cursor.oid();
  const parameters = cursor.only(TAG.sequence);
  if (parameters === void 0) return void 0;
  if (oid2 === SHA1_AND_TRIPLE_DES) {
    const salt = parameters.octets(TAG.octetString);
    return salt && decryptTripleDes2(secret, salt, ciphertext);
  }
  const derivation = parameters.element(TAG.sequence);
  const cipher = parameters.element(TAG.sequence);
  if (oid2 !== PBES24 || derivation === void 0 || cipher?.oid() !== AES_256_CBC) return void 0;
  const iv = cipher.rest();
  const key = iv.length === 16 ? derivePbkdf2(derivation, { password: secret, bytes: 32, allowance }) : void 0;
  return key && decrypt3("aes-256-cbc", key, iv, ciphertext);
}
function decryptTripleDes2(secret, salt, ciphertext) {
  if (salt.length > HASH_BYTES) return void 0;
  const padded5 = Buffer.alloc(HASH_BYTES);
  padded5.set(salt);
  const chained = createHash6("sha1").update(secret).update(salt).digest();
  const mac = (...parts) => parts.reduce((hmac, part3) => hmac.update(part3), createHmac4("sha1", chained)).digest();
  const made2 = Buffer.concat([mac(padded5, salt), mac(mac(padded5), salt)]);
  return decrypt3("des-ede3-cbc", made2.subarray(0, 24), made2.subarray(-8), ciphertext);
}
var HASH_BYTES = 20;
function decrypt3(name, key, iv, ciphertext) {
  try {
    const decipher = createDecipheriv6(name, key, iv);
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
  } catch {
    return void 0;
  }
}

// src/detect/proof/nss-gate.ts
var NAME = "password";
var SALT_BYTES2 = 20;
var PLAINTEXT = "password-check";
var KEY3_HEAD = Buffer.from("031401", "hex");
var KEY3_SCHEME = Buffer.from("000b2a864886f70d010c050103", "hex");
var KEY3_BYTES = 52;
function key4Gate(bytes, start) {
  const value = isGateName(bytes, start) ? readNssValue(bytes, start) : void 0;
  if (value === void 0 || value.ciphertext.length > 16) return void 0;
  const salt = bytes.subarray(start - SALT_BYTES2, start);
  const allowance = allowanceOf(GUESSING_MS);
  const password = passwordThat((guess) => decryptNssValue(value, nssSecret(salt, guess), allowance));
  return {
    format: "key4",
    start: start - GATE_HEAD_BYTES,
    end: value.end,
    salt,
    ciphertext: value.ciphertext,
    password
  };
}
var GATE_HEAD_BYTES = NAME.length + SALT_BYTES2;
function isGateName(bytes, start) {
  const from = start - GATE_HEAD_BYTES;
  return from >= 0 && latin1(bytes, from, from + NAME.length) === NAME;
}
function key3Gate(bytes, at) {
  const start = at - KEY3_BYTES;
  if (start < 0) return void 0;
  const row = Buffer.from(bytes.buffer, bytes.byteOffset + start, KEY3_BYTES);
  if (!row.subarray(0, 3).equals(KEY3_HEAD) || !row.subarray(23, 36).equals(KEY3_SCHEME)) return void 0;
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const found = nearest(view, "global-salt", at, (place3) => place3 >= SALT_BYTES2 ? place3 : void 0);
  if (found === void 0) return void 0;
  const salt = bytes.subarray(found - SALT_BYTES2, found);
  const ciphertext = row.subarray(36);
  const password = passwordThat((guess) => decryptTripleDes2(nssSecret(salt, guess), row.subarray(3, 23), ciphertext));
  return { format: "key3", start, end: at, salt, ciphertext, password };
}
function nearestGate(bytes, at) {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return nearest(view, NAME, at, (place3) => {
    const isCheck = view.toString("latin1", place3, place3 + PLAINTEXT.length) === PLAINTEXT;
    return isCheck ? key3Gate(bytes, place3) : key4Gate(bytes, place3 + GATE_HEAD_BYTES);
  });
}
function passwordThat(decrypt5) {
  return ["", ...USUAL_PASSWORDS].find((guess) => {
    const plain2 = decrypt5(guess);
    return plain2 !== void 0 && latin1(plain2, 0, plain2.length) === PLAINTEXT;
  });
}
function nearest(bytes, text4, at, read2) {
  let before2 = bytes.lastIndexOf(text4, at);
  let behind = bytes.indexOf(text4, at + 1);
  for (let tries = 0; tries < MAX_TRIES && (before2 >= 0 || behind >= 0); tries++) {
    const goesBack = before2 >= 0 && (behind < 0 || at - before2 <= behind - at);
    const found = read2(goesBack ? before2 : behind);
    if (found !== void 0) return found;
    if (goesBack) before2 = before2 === 0 ? -1 : bytes.lastIndexOf(text4, before2 - 1);
    else behind = bytes.indexOf(text4, behind + 1);
  }
  return void 0;
}
var MAX_TRIES = 32;

// src/detect/proof/nss-key.ts
var RSA_VALUES = 6;
var POINT_REACH_BYTES = 700;
var SYMMETRIC_TYPES = /* @__PURE__ */ new Set([16, 17, 18, 19, 20, 21, 31]);
var PRIVATE_TYPES = /* @__PURE__ */ new Map([
  [1, "dsa"],
  [2, "dh"],
  [3, "ec"]
]);
function readNssKey(bytes, value, gate) {
  const secret = nssSecret(gate.salt, gate.password);
  const allowance = allowanceOf(OPENING_MS);
  const values = valuesFrom(bytes, value);
  const plain2 = values.length === 1 || values.length === RSA_VALUES ? decryptNssValue(value, secret, allowance) : void 0;
  if (plain2 === void 0) return void 0;
  const frame = { structure: "nss", length: values.at(-1).end - value.start };
  if (values.length === RSA_VALUES) {
    const rsa2 = rsaKey5(values, secret, allowance);
    return rsa2 && { state: "proven", ...frame, publicKey: rsa2 };
  }
  const der = readDerKey(plain2);
  if (der !== void 0) return { ...der, ...frame };
  const ec = ecKey(plain2, bytes.subarray(value.end, value.end + POINT_REACH_BYTES));
  if (ec !== void 0) return { state: "proven", ...frame, publicKey: ec };
  return gate.format === "key4" ? otherKey(plain2, bytes.subarray(value.end, value.end + 4), frame) : void 0;
}
function valuesFrom(bytes, first) {
  const values = [first];
  while (values.length <= RSA_VALUES) {
    const next = readNssValue(bytes, values.at(-1).end);
    if (next === void 0) break;
    values.push(next);
  }
  return values;
}
function rsaKey5(values, secret, allowance) {
  const numbers3 = values.map((value) => decryptNssValue(value, secret, allowance)).map((plain2) => plain2 && fromBytes(plain2));
  const [d, p, q, dp, dq, qi] = numbers3;
  if (d === void 0 || p === void 0 || q === void 0 || p < 3n || q < 3n) return void 0;
  const [pMinus, qMinus] = [p - 1n, q - 1n];
  const e = inverseOf(d, pMinus * qMinus / gcd(pMinus, qMinus));
  if (e === void 0 || e >= MAX_EXPONENT2) return void 0;
  return proveRsa({ n: p * q, e, d, p, q, dp, dq, qi });
}
var MAX_EXPONENT2 = 1n << 64n;
function ecKey(scalar, behind) {
  const view = Buffer.from(behind.buffer, behind.byteOffset, behind.length);
  for (const curve2 of CURVES) {
    if (scalar.length > curve2.bytes || scalar.length < curve2.bytes - 2) continue;
    const full = new Uint8Array(curve2.bytes);
    full.set(scalar, curve2.bytes - scalar.length);
    const key = view.indexOf(Buffer.from(curve2.oid, "hex")) < 0 ? void 0 : proveEc(curve2, full, void 0);
    if (key !== void 0 && view.indexOf(key.point) >= 0) return key;
  }
  return void 0;
}
function otherKey(plain2, keyType, frame) {
  const type = keyType.length === 4 ? Number(fromBytes(keyType)) : 0;
  if (plain2.length < 16 || plain2.length > 64) return void 0;
  const kind = PRIVATE_TYPES.get(type);
  if (kind !== void 0) return { state: "unproven", ...frame, kind, secret: plain2 };
  return SYMMETRIC_TYPES.has(type) ? { state: "symmetric", ...frame, secret: plain2 } : void 0;
}

// src/detect/binary/nss-key-store.ts
var REACH_BYTES = 64 * 1024;
var FIRST_OF_TEXT = 112;
var nssKeyStore = {
  id: "key-store-nss",
  form: {
    specification: "key4.db and key3.db of NSS (lib/softoken)",
    proof: `the password opens the row that says so; ${KEY_HOLDS}`
  },
  title: "Key in an NSS database that a usual password opens",
  severity: "critical",
  confidence: "proven",
  advice: PRIVATE_KEY_ADVICE,
  trigger: {
    anchors: [...NSS_VALUE_ANCHORS.map(byteAnchor), textAnchor("password-check")],
    bytesBefore: REACH_BYTES,
    reads: "bytes"
  },
  maxMatchBytes: REACH_BYTES,
  inspect: inspect14
};
function inspect14(window, at) {
  if (window[at] === FIRST_OF_TEXT) {
    const gate2 = key3Gate(window, at);
    return gate2 && inspectGate(window, gate2);
  }
  const value = nssValueAround(window, at);
  if (value === void 0) return void 0;
  const own = key4Gate(window, value.start);
  if (own !== void 0) return inspectGate(window, own);
  const gate = nearestGate(window, value.start);
  const key = gate?.password === void 0 ? void 0 : readNssKey(window, value, gate);
  return gate && key && matchOfKey(key, value.start, gate);
}
function matchOfKey(key, offset, gate) {
  const match2 = keyMatch(key, {
    ...{ offset, length: key.length, form: `nss-${gate.format}`, preview: `${gate.format}.db…` },
    facts: { password: passwordOf(gate) }
  });
  return key.state === "symmetric" ? { ...match2, confidence: "high" } : match2;
}
function passwordOf({ password }) {
  return password === "" ? "empty" : "usual";
}
function inspectGate(window, gate) {
  const { start, end, format, password } = gate;
  const shared5 = { offset: start, length: end - start, preview: `${format}.db…` };
  const fingerprint = blobFingerprint(gate.ciphertext);
  const form = `nss-${format}`;
  if (password === void 0) {
    return {
      ...{ ...shared5, fingerprint, title: "NSS key database, encrypted with a password" },
      ...{ severity: "low", confidence: "high", facts: { encrypted: true, form } }
    };
  }
  const keys = readableKeys(window, gate);
  if (keys === "read") return void 0;
  const hasKeys = keys === "unread" || signsPrivateValue(window);
  const title = hasKeys ? "NSS key database that a usual password opens" : "NSS key database that a usual password opens, without keys near";
  return {
    ...{ ...shared5, fingerprint, title, severity: hasKeys ? "high" : "low", confidence: "high" },
    facts: { form, password: passwordOf(gate) }
  };
}
function readableKeys(window, gate) {
  const view = Buffer.from(window.buffer, window.byteOffset, window.length);
  let found = "none";
  for (const { bytes } of nssKeyStore.trigger.anchors.slice(0, NSS_VALUE_ANCHORS.length)) {
    let looked = 0;
    for (let at = view.indexOf(bytes); at >= 0 && looked < MAX_LOOKED; at = view.indexOf(bytes, at + 1), looked++) {
      const value = nssValueAround(window, at);
      if (value === void 0 || isGateName(window, value.start)) continue;
      if (readNssKey(window, value, gate) !== void 0) return "read";
      found = "unread";
    }
  }
  return found;
}
var MAX_LOOKED = 16;
function signsPrivateValue(window) {
  const view = Buffer.from(window.buffer, window.byteOffset, window.length);
  let looked = 0;
  for (let at = view.indexOf("sig_key_"); at >= 0 && looked < MAX_SIGNATURES; at = view.indexOf("sig_key_", at + 8)) {
    if (/^sig_key_[0-9a-f]{8}_00000(?:011|123)$/.test(latin1(window, at, at + 25))) return true;
    looked++;
  }
  return false;
}
var MAX_SIGNATURES = 256;

// src/detect/proof/openpgp-key.ts
import { createHash as createHash7 } from "node:crypto";

// src/detect/proof/openpgp-cursor.ts
var PacketCursor = class {
  bytes;
  position;
  end;
  constructor(bytes, position, end) {
    this.bytes = bytes;
    this.position = position;
    this.end = end;
  }
  take(count) {
    if (this.position + count > this.end) return void 0;
    this.position += count;
    return this.bytes.subarray(this.position - count, this.position);
  }
  number(count) {
    return this.take(count)?.reduce((value, byte) => value * 256 + byte, 0);
  }
  mpi() {
    const bits = this.number(2);
    const bytes = bits === void 0 || bits > 8 * MAX_RSA_BYTES ? void 0 : this.take(bits + 7 >> 3);
    if (bits === void 0 || bytes === void 0 || bits === 0) return void 0;
    return 32 - Math.clz32(bytes[0]) === (bits - 1 & 7) + 1 ? bytes : void 0;
  }
};

// src/detect/proof/openpgp-key.ts
var SECRET_TAGS = [5, 7];
function readOpenpgpPacket(bytes, start) {
  const header = readHeader(bytes, start);
  if (header === void 0) return void 0;
  const { tag, body: body3, end } = header;
  const key = SECRET_TAGS.includes(tag) ? readSecretKey(new PacketCursor(bytes, body3, end)) : void 0;
  return key ? { ...key, length: end - start } : { state: "other", length: end - start };
}
function readHeader(bytes, start) {
  const first = bytes[start];
  if (first === void 0 || first < 128) return void 0;
  const cursor = new PacketCursor(bytes, start + 1, bytes.length);
  const isNew = (first & 64) !== 0;
  const length = isNew ? newLength(cursor) : (first & 3) === 3 ? void 0 : cursor.number(1 << (first & 3));
  if (length === void 0 || cursor.position + length > bytes.length) return void 0;
  return { tag: isNew ? first & 63 : first >> 2 & 15, body: cursor.position, end: cursor.position + length };
}
function newLength(cursor) {
  const first = cursor.number(1);
  if (first === void 0 || first < 192) return first;
  if (first === 255) return cursor.number(4);
  const second = first < 224 ? cursor.number(1) : void 0;
  return second === void 0 ? void 0 : (first - 192) * 256 + second + 192;
}
function readSecretKey(body3) {
  const start = body3.position;
  const version = body3.number(1);
  const time = body3.take(4);
  const id = body3.number(1);
  if (version !== 4 && version !== 6 || time === void 0 || id === void 0) return void 0;
  const publicBytes = version === 6 ? body3.number(4) : void 0;
  const numbersStart = body3.position;
  const algorithm = readAlgorithm(id, body3);
  if (algorithm === void 0) return void 0;
  if (publicBytes !== void 0 && body3.position - numbersStart !== publicBytes) return void 0;
  const publicBody = body3.bytes.subarray(start, body3.position);
  const { kind } = algorithm;
  const shared5 = { kind, publicBody, fingerprint: fingerprintOf(version, publicBody) };
  const usage = body3.number(1);
  if (usage === void 0) return void 0;
  if (usage !== 0) {
    const ciphertext2 = protectedPart(body3, usage, version);
    const known4 = algorithm.publicKey && { publicKey: algorithm.publicKey };
    return ciphertext2 && { state: "locked", ...shared5, ...known4, ciphertext: ciphertext2 };
  }
  const sumStart = version === 4 ? body3.end - 2 : body3.end;
  if (sumStart < body3.position || version === 4 && !sumHolds(body3, sumStart)) return void 0;
  const proven2 = algorithm.prove(body3);
  if (proven2 === void 0 || body3.position !== sumStart) return void 0;
  const ciphertext = new Uint8Array();
  return { state: "proven", ...shared5, ...proven2 !== "elgamal" && { publicKey: proven2 }, ciphertext };
}
function sumHolds(body3, sumStart) {
  const sum = body3.bytes.subarray(body3.position, sumStart).reduce((total, byte) => total + byte & 65535, 0);
  return sum === body3.bytes[sumStart] * 256 + body3.bytes[sumStart + 1];
}
function fingerprintOf(version, publicBody) {
  const { length } = publicBody;
  const head = version === 4 ? Uint8Array.of(153, length >> 8, length & 255) : Uint8Array.of(155, 0, length >> 16 & 255, length >> 8 & 255, length & 255);
  const digest = createHash7(version === 4 ? "sha1" : "sha256").update(head).update(publicBody);
  return digest.digest("hex").toUpperCase();
}
var MIN_CIPHERTEXT_BYTES3 = 16;
function protectedPart(body3, usage, version) {
  if (usage < 253 && usage > 13) return void 0;
  if (usage >= 253) {
    if (version === 6) body3.number(1);
    const cipher = body3.number(1);
    if (usage === 253) body3.number(1);
    if (version === 6) body3.number(1);
    const type = body3.number(1);
    if (cipher === void 0 || cipher < 1 || cipher > 13 || type === void 0) return void 0;
    if (![0, 1, 3, 4].includes(type)) return void 0;
  }
  const rest = body3.take(body3.end - body3.position);
  return rest !== void 0 && rest.length >= MIN_CIPHERTEXT_BYTES3 ? rest : void 0;
}
function readAlgorithm(id, body3) {
  if (id >= 1 && id <= 3) return readRsa(body3);
  if (id === 16) return readElgamal(body3);
  if (id === 17) return readDsa(body3);
  if (id === 18 || id === 19 || id === 22) return readCurve(id, body3);
  const native = NATIVE.get(id);
  const bytes = native && body3.take(native.bytes);
  return native && bytes && edwards(native, bytes, (secret) => secret.take(native.bytes));
}
var [ED25519, ED448, X25519, X448] = EDWARDS_ALGORITHMS;
var NATIVE = /* @__PURE__ */ new Map([
  [25, X25519],
  [26, X448],
  [27, ED25519],
  [28, ED448]
]);
function readRsa(body3) {
  const [n, e] = numbers(body3, 2);
  if (n === void 0 || e === void 0) return void 0;
  return {
    kind: "rsa",
    publicKey: { kind: "rsa", n, e },
    prove(secret) {
      const [d, p, q, u] = numbers(secret, 4);
      if (d === void 0 || p === void 0 || q === void 0 || u === void 0) return void 0;
      return proveRsa({ n, e, d, p: q, q: p, qi: u });
    }
  };
}
function readDsa(body3) {
  const [p, q, g, y] = numbers(body3, 4);
  if (p === void 0 || q === void 0 || g === void 0 || y === void 0) return void 0;
  if (!isDsaPublicKey({ p, q, g, y })) return void 0;
  return {
    kind: "dsa",
    publicKey: { kind: "dsa", p, q, g, y },
    prove(secret) {
      const [x] = numbers(secret, 1);
      return x === void 0 ? void 0 : proveDsa({ p, q, g, y, x });
    }
  };
}
var MAX_ELGAMAL_BITS = 4096;
var MAX_EXPONENT_BITS2 = 1024;
function readElgamal(body3) {
  const [p, g, y] = numbers(body3, 3);
  if (p === void 0 || g === void 0 || y === void 0) return void 0;
  const bits = bitLength(p);
  if (bits < 512 || bits > MAX_ELGAMAL_BITS || p % 2n === 0n || g < 2n || g >= p || y < 2n || y >= p) return void 0;
  return {
    kind: "elgamal",
    prove(secret) {
      const [x] = numbers(secret, 1);
      if (x === void 0 || x < 2n || bitLength(x) > MAX_EXPONENT_BITS2) return void 0;
      return modPow(g, x, p) === y ? "elgamal" : void 0;
    }
  };
}
var LEGACY = /* @__PURE__ */ new Map([
  ["2b060104019755010501", X25519],
  ["2b06010401da470f01", ED25519]
]);
function readCurve(id, body3) {
  const oidBytes = body3.number(1);
  const oid2 = oidBytes === void 0 ? void 0 : body3.take(oidBytes);
  const point = oid2 && body3.mpi();
  if (oid2 === void 0 || point === void 0) return void 0;
  if (id === 18) {
    const parameters = body3.number(1);
    if (parameters === void 0 || body3.take(parameters) === void 0) return void 0;
  }
  const name = Buffer.from(oid2).toString("hex");
  const legacy = LEGACY.get(name);
  if (legacy !== void 0) {
    if (point.length !== 33 || point[0] !== 64) return void 0;
    return edwards(legacy, point.subarray(1), (secret) => {
      const seed = padded2(secret.mpi(), 32);
      return legacy === X25519 ? seed?.reverse() : seed;
    });
  }
  const curve2 = CURVES.find((each) => each.oid === name);
  if (curve2 === void 0 || point[0] !== 4 || point.length !== 1 + 2 * curve2.bytes) return void 0;
  return {
    kind: "ec",
    publicKey: { kind: "ec", curve: curve2, point },
    prove(secret) {
      const scalar = padded2(secret.mpi(), curve2.bytes);
      return scalar && proveEc(curve2, scalar, point);
    }
  };
}
function edwards(algorithm, bytes, seedOf) {
  return {
    kind: algorithm.kind,
    publicKey: { kind: algorithm.kind, algorithm, bytes },
    prove(secret) {
      const seed = seedOf(secret);
      return seed && proveEdwards(algorithm, seed, bytes);
    }
  };
}
function padded2(bytes, length) {
  if (bytes === void 0 || bytes.length > length) return void 0;
  const full = new Uint8Array(length);
  full.set(bytes, length - bytes.length);
  return full;
}
function numbers(cursor, count) {
  return Array.from({ length: count }, () => {
    const bytes = cursor.mpi();
    return bytes && fromBytes(bytes);
  });
}

// src/detect/proof/openpgp-match.ts
function openpgpMatch(key, place3) {
  const facts = { openpgpFingerprint: key.fingerprint };
  const frame = { structure: "openpgp", length: key.length };
  const { publicKey: publicKey2, ciphertext } = key;
  if (key.state === "locked") {
    const known4 = publicKey2 && { publicKey: publicKey2 };
    const kdf = { cipher: "openpgp", kdf: "s2k" };
    return keyMatch({ state: "locked", ...frame, ...known4, ...kdf, ciphertext }, { ...place3, facts });
  }
  if (publicKey2 !== void 0) return keyMatch({ state: "proven", ...frame, publicKey: publicKey2 }, { ...place3, facts });
  const { offset, length, preview, form } = place3;
  const fingerprint = keyFingerprint(sha256Hex(key.publicBody.subarray(5)));
  return { offset, length, preview, fingerprint, facts: { kind: key.kind, form, ...facts } };
}

// src/detect/binary/openpgp-private-key.ts
var RSA_EXPONENT = "00 11 01 00 01";
var CURVES3 = [
  "16 09 2b 06 01 04 01 da 47 0f 01",
  "12 0a 2b 06 01 04 01 97 55 01 05 01",
  ...["12", "13"].flatMap((id) => [
    `${id} 08 2a 86 48 ce 3d 03 01 07`,
    ...["22", "23", "0a"].map((curve2) => `${id} 05 2b 81 04 00 ${curve2}`),
    ...["07", "0b", "0d"].map((curve2) => `${id} 09 2b 24 03 03 02 08 01 01 ${curve2}`)
  ])
];
var SIZES = [
  "11 04 00",
  "11 08 00",
  "11 0c 00",
  "10 04 00",
  "10 06 00",
  "10 08 00",
  "10 0c 00",
  "10 10 00",
  "1b 00 00 00 20",
  "19 00 00 00 20",
  "1c 00 00 00 39",
  "1a 00 00 00 38"
];
var NATIVE_PACKETS = ["c5 49 04", "c7 49 04", "c5 7b 04", "c7 7b 04", "c7 79 04"];
var openpgpPrivateKey = {
  id: "private-key-openpgp",
  form: { specification: "RFC 4880, RFC 9580", proof: `checksum of the packet; ${KEY_HOLDS}` },
  title: "OpenPGP secret key",
  severity: "critical",
  confidence: "proven",
  advice: PRIVATE_KEY_ADVICE,
  trigger: {
    anchors: [
      ...["00", "fe", "ff", "fd"].map((usage) => `${RSA_EXPONENT} ${usage}`),
      ...[...CURVES3, ...SIZES, ...NATIVE_PACKETS]
    ].map(byteAnchor),
    // RSA-16384: header 6, version, time and algorithm 6, length 4, bits 2, modulus 2,048.
    bytesBefore: 2066,
    reads: "bytes"
  },
  // RSA-16384 takes 2,048 bytes for n and d each and 1,024 for each of p, q and u, and what is around them.
  maxMatchBytes: 8 * 1024,
  inspect: inspect15
};
function inspect15(window, at) {
  const version = versionNear(window, at);
  if (version === void 0 || version < 2 || !isVersion(window[version])) return void 0;
  const bytes = window.subarray(0, version + openpgpPrivateKey.maxMatchBytes - 8);
  for (const headerBytes of HEADER_BYTES) {
    const start = version - headerBytes;
    if (!SECRET_HEADS.has(window[start]) || readHeader(bytes, start)?.body !== version) continue;
    const key = readOpenpgpPacket(bytes, start);
    if (key === void 0 || key.state === "other") continue;
    const preview = `OpenPGP secret key packet (version ${window[version]})`;
    return openpgpMatch(key, { offset: start, length: key.length, form: "openpgp", preview });
  }
  return void 0;
}
function versionNear(window, at) {
  const first = window[at];
  if (first === 0) return versionBeforeModulus(window, at);
  if (first < 192) return at - 5;
  const algorithm = window[at + 7];
  return algorithm >= 25 && algorithm <= 28 ? at + 2 : void 0;
}
var HEADER_BYTES = [3, 2, 5, 6];
var SECRET_HEADS = /* @__PURE__ */ new Set([197, 199, 148, 149, 150, 156, 157, 158]);
function isVersion(byte) {
  return byte === 4 || byte === 6;
}
function versionBeforeModulus(window, end) {
  for (let bytes = 64; bytes <= 2048; bytes += 4) {
    const bits = end - bytes - 2;
    if (bits < 8) return void 0;
    if (window[bits] * 256 + window[bits + 1] !== 8 * bytes) continue;
    for (const version of [bits - 6, bits - 10]) {
      const id = window[version + 5];
      if (window[version] === (version === bits - 6 ? 4 : 6) && id >= 1 && id <= 3) return version;
    }
  }
  return void 0;
}

// src/detect/proof/openssh-key.ts
import { createHash as createHash8 } from "node:crypto";
var OPENSSH_MAGIC = Buffer.from("openssh-key-v1\0", "latin1");
var CIPHERS3 = new Map([
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
    const length2 = cursor.position - start;
    const token3 = readTokenKey(firstPublic);
    if (token3 !== void 0) {
      return isHandle(privateKeys, firstPublic, keys) ? { state: "locked", structure, length: length2, ...token3, cipher: "none", ciphertext: privateKeys } : void 0;
    }
    const publicKey3 = openKey(privateKeys, firstPublic, keys);
    return publicKey3 && { state: "proven", structure, length: length2, publicKey: publicKey3 };
  }
  const known4 = CIPHERS3.get(cipher);
  if (known4 === void 0 || kdf !== "bcrypt" || !isBcryptOptions(kdfOptions)) return void 0;
  if (privateKeys.length === 0 || privateKeys.length % known4.blockBytes !== 0) return void 0;
  const token2 = readTokenKey(firstPublic);
  const publicKey2 = token2?.publicKey ?? readSshPublicKey(firstPublic);
  if (publicKey2 === void 0 || cursor.take(known4.tagBytes) === void 0) return void 0;
  const length = cursor.position - start;
  return { state: "locked", structure, length, publicKey: publicKey2, ...token2, cipher, kdf, ciphertext: privateKeys };
}
function opensshBytes(bytes, start) {
  const cursor = new SshCursor(bytes, start);
  const magic = cursor.take(OPENSSH_MAGIC.length);
  if (magic === void 0 || Buffer.compare(magic, OPENSSH_MAGIC) !== 0) return void 0;
  let wanted = OPENSSH_MAGIC.length;
  const most = [64, 64, 256];
  for (let string = 0; string < most.length; string++) {
    wanted += 4;
    const length = cursor.uint32();
    if (length === void 0) return wanted;
    if (length > most[string]) return void 0;
    wanted += length;
    if (cursor.take(length) === void 0) return wanted + 4;
    if (string !== 2) continue;
    wanted += 4;
    const keys = cursor.uint32();
    if (keys === void 0) return wanted;
    if (keys < 1 || keys > MAX_KEYS) return void 0;
    most.push(...new Array(keys + 1).fill(MAX_STRING));
  }
  return wanted + 16;
}
var MAX_STRING = 1 << 14;
function isBcryptOptions(options2) {
  const cursor = new SshCursor(options2);
  const salt = cursor.string();
  const rounds = cursor.uint32();
  return salt !== void 0 && salt.length > 0 && rounds !== void 0 && rounds > 0 && cursor.atEnd;
}
function openKey(privateKeys, publicBlob, keys) {
  const cursor = new SshCursor(privateKeys);
  const check2 = cursor.uint32();
  if (check2 === void 0 || check2 !== cursor.uint32()) return void 0;
  const type = cursor.name();
  const key = type === void 0 ? void 0 : proveOpensshNumbers(type, cursor);
  if (key === void 0 || cursor.string() === void 0) return void 0;
  if (keys === 1 && !isPadding(privateKeys.subarray(cursor.position))) return void 0;
  const outside2 = readSshPublicKey(publicBlob);
  return outside2 !== void 0 && samePublicKey(key, outside2) ? key : void 0;
}
function isPadding(rest) {
  return rest.length < 16 && rest.every((byte, index) => byte === index + 1);
}
function proveOpensshNumbers(type, cursor) {
  if (type === "ssh-rsa") {
    const [n, e, d2, qi, p, q] = [0, 1, 2, 3, 4, 5].map(() => cursor.mpint(MAX_RSA_BYTES));
    if (n === void 0 || e === void 0 || d2 === void 0) return void 0;
    if (qi === void 0 || p === void 0 || q === void 0) return void 0;
    return proveRsa({ n, e, d: d2, p, q, qi });
  }
  if (type === "ssh-dss") {
    const [p, q, g, y, x] = [0, 1, 2, 3, 4].map(() => cursor.mpint(MAX_DSA_BYTES));
    if (p === void 0 || q === void 0 || g === void 0 || y === void 0) return void 0;
    return x === void 0 ? void 0 : proveDsa({ p, q, g, y, x });
  }
  if (type === "ssh-ed25519") {
    const publicBytes = cursor.string();
    const seedAndPublic = cursor.string();
    if (publicBytes === void 0 || seedAndPublic?.length !== 64) return void 0;
    if (Buffer.compare(seedAndPublic.subarray(32), publicBytes) !== 0) return void 0;
    return proveEdwards(EDWARDS_ALGORITHMS[0], seedAndPublic.subarray(0, 32), publicBytes);
  }
  const curve2 = curveOfType(type);
  if (curve2 === void 0 || cursor.name() !== curve2.sshName) return void 0;
  const point = cursor.string();
  const d = cursor.mpint(curve2.bytes + 1);
  if (point === void 0 || d === void 0) return void 0;
  const minimal = toBytes(d);
  if (minimal.length > curve2.bytes) return void 0;
  const scalar = new Uint8Array(curve2.bytes);
  scalar.set(minimal, curve2.bytes - minimal.length);
  return proveEc(curve2, scalar, point);
}
function readSshPublicKey(blob) {
  const cursor = new SshCursor(blob);
  const type = cursor.name();
  if (type === void 0) return void 0;
  if (type === "ssh-rsa") {
    const e = cursor.mpint(MAX_RSA_BYTES);
    const n = cursor.mpint(MAX_RSA_BYTES);
    if (e === void 0 || n === void 0 || !cursor.atEnd) return void 0;
    return isRsaPublicKey(n, e) ? { kind: "rsa", n, e } : void 0;
  }
  if (type === "ssh-dss") {
    const [p, q, g, y] = [0, 1, 2, 3].map(() => cursor.mpint(MAX_DSA_BYTES));
    if (p === void 0 || q === void 0 || g === void 0 || y === void 0 || !cursor.atEnd) return void 0;
    return isDsaPublicKey({ p, q, g, y }) ? { kind: "dsa", p, q, g, y } : void 0;
  }
  if (type === "ssh-ed25519") {
    const algorithm = EDWARDS_ALGORITHMS[0];
    const bytes = cursor.string();
    return bytes?.length === algorithm.bytes && cursor.atEnd ? { kind: "ed25519", algorithm, bytes } : void 0;
  }
  const curve2 = curveOfType(type);
  if (curve2 === void 0 || cursor.name() !== curve2.sshName) return void 0;
  const point = cursor.string();
  if (point?.length !== 1 + 2 * curve2.bytes || point[0] !== 4 || !cursor.atEnd) return void 0;
  return { kind: "ec", curve: curve2, point };
}
function curveOfType(type) {
  return CURVES.find((curve2) => curve2.sshName !== void 0 && type === `ecdsa-sha2-${curve2.sshName}`);
}
function samePublicKey(one, other) {
  return Buffer.compare(subjectPublicKeyInfo(one), subjectPublicKeyInfo(other)) === 0;
}
function readTokenKey(blob) {
  const cursor = new SshCursor(blob);
  const plain2 = TOKEN_TYPES.get(cursor.name() ?? "");
  if (plain2 === void 0) return void 0;
  const start = cursor.position;
  if (plain2 !== "ssh-ed25519") cursor.string();
  cursor.string();
  const end = cursor.position;
  if (cursor.string() === void 0 || !cursor.atEnd) return void 0;
  const type = Buffer.alloc(4 + plain2.length, plain2, "latin1");
  type.writeUInt32BE(plain2.length);
  type.write(plain2, 4, "latin1");
  const publicKey2 = readSshPublicKey(Buffer.concat([type, blob.subarray(start, end)]));
  const digest = createHash8("sha256").update(blob).digest("base64").replace(/=+$/, "");
  return publicKey2 && { publicKey: publicKey2, title: TOKEN_TITLE, facts: { sshFingerprint: `SHA256:${digest}`, token: "fido" } };
}
var TOKEN_TYPES = /* @__PURE__ */ new Map([
  ["sk-ssh-ed25519@openssh.com", "ssh-ed25519"],
  ["sk-ecdsa-sha2-nistp256@openssh.com", "ecdsa-sha2-nistp256"]
]);
var TOKEN_TITLE = "Handle of a private key in a security token";
function isHandle(privateKeys, publicBlob, keys) {
  const cursor = new SshCursor(privateKeys);
  const check2 = cursor.uint32();
  if (check2 === void 0 || check2 !== cursor.uint32()) return false;
  const inside2 = cursor.take(publicBlob.length);
  if (inside2 === void 0 || Buffer.compare(inside2, publicBlob) !== 0 || cursor.take(1) === void 0) return false;
  const handle = cursor.string();
  if (handle === void 0 || handle.length === 0) return false;
  if (cursor.string() === void 0 || cursor.string() === void 0) return false;
  return keys > 1 || isPadding(privateKeys.subarray(cursor.position));
}

// src/detect/proof/cut-openssh.ts
var MIN_PIECE_BYTES2 = 16;
function readCutOpensshKey(bytes, start) {
  const cursor = new SshCursor(bytes, start);
  const magic = cursor.take(OPENSSH_MAGIC.length);
  if (magic === void 0 || Buffer.compare(magic, OPENSSH_MAGIC) !== 0) return void 0;
  if (cursor.name() !== "none" || cursor.name() !== "none" || cursor.string()?.length !== 0) return void 0;
  if (cursor.uint32() !== 1) return void 0;
  const blob = cursor.string();
  const publicKey2 = blob && readSshPublicKey(blob);
  const [length, check2, again] = [cursor.uint32(), cursor.uint32(), cursor.uint32()];
  const type = cursor.name();
  if (publicKey2 === void 0 || length === void 0 || again === void 0 || check2 !== again) return void 0;
  const shared5 = { structure: "openssh", start };
  if (type !== "ssh-rsa" || publicKey2.kind !== "rsa") {
    const key = type === void 0 ? void 0 : proveOpensshNumbers(type, cursor);
    const same = key && Buffer.compare(subjectPublicKeyInfo(key), subjectPublicKeyInfo(publicKey2)) === 0;
    return same ? { state: "proven", ...shared5, publicKey: publicKey2, end: cursor.position } : void 0;
  }
  const { n, e } = publicKey2;
  if (cursor.mpint(MAX_RSA_BYTES) !== n || cursor.mpint(MAX_RSA_BYTES) !== e) return void 0;
  const beforeD = cursor.position;
  const d = cursor.mpint(MAX_RSA_BYTES);
  if (d !== void 0 && proveRsa({ n, e, d }) !== void 0) {
    return { state: "proven", ...shared5, publicKey: publicKey2, end: cursor.position };
  }
  const header = new SshCursor(bytes, beforeD);
  const exponentBytes = header.uint32();
  if (exponentBytes === void 0 || exponentBytes > MAX_RSA_BYTES) return void 0;
  const piece = bytes.subarray(header.position, header.position + Math.min(exponentBytes, 2 * MIN_PIECE_BYTES2));
  if (piece.length < MIN_PIECE_BYTES2 || !beginsPrivateExponent(n, e, piece, exponentBytes)) return void 0;
  return { state: "partial", ...shared5, publicKey: publicKey2, end: header.position + piece.length };
}

// src/detect/binary/openssh-private-key.ts
var opensshPrivateKey = {
  id: "private-key-openssh",
  form: { specification: "OpenSSH PROTOCOL.key", proof: `${KEY_HOLDS}; both halves agree` },
  title: "OpenSSH private key",
  severity: "critical",
  confidence: "proven",
  advice: PRIVATE_KEY_ADVICE,
  trigger: { anchors: [{ bytes: OPENSSH_MAGIC, ignoreCase: false }], bytesBefore: 0, reads: "bytes" },
  // RSA-16384 takes 9,404 bytes with the longest exponent; the rest is for the comment.
  maxMatchBytes: 12 * 1024,
  inspect: inspect16
};
function inspect16(window, at) {
  const bytes = window.subarray(0, at + opensshPrivateKey.maxMatchBytes);
  const shared5 = { offset: at, form: "openssh", preview: "openssh-key-v1…" };
  const key = readOpensshKey(bytes, at);
  if (key !== void 0) return keyMatch(key, { ...shared5, length: key.length });
  const cut = readCutOpensshKey(bytes, at);
  return cut && cutKeyMatch(cut, { ...shared5, length: cut.end - at }, "cut");
}

// src/detect/proof/ber-to-der.ts
var MAX_DEPTH3 = 24;
var CONSTRUCTED = 32;
var OCTET_STRING = 4;
function berToDer(bytes, start) {
  const element = convert(bytes, start, bytes.length, MAX_DEPTH3);
  return element && { der: element.der, length: element.end - start };
}
function convert(bytes, start, limit, depth) {
  const tag = bytes[start];
  const first = bytes[start + 1];
  if (tag === void 0 || first === void 0 || depth === 0 || (tag & 31) === 31) return void 0;
  if (first === 128)
    return (tag & CONSTRUCTED) === 0 ? void 0 : children(bytes, tag, start + 2, limit, depth, "open");
  let content = start + 2;
  let length = first;
  if (first > 128) {
    const lengthBytes = first - 128;
    if (lengthBytes > 4 || content + lengthBytes > limit) return void 0;
    length = 0;
    for (const end2 = content + lengthBytes; content < end2; content++) length = length * 256 + bytes[content];
  }
  const end = content + length;
  if (end > limit) return void 0;
  if ((tag & CONSTRUCTED) !== 0) return children(bytes, tag, content, end, depth, "counted");
  const view = bytes.subarray(content, end);
  return { tag, content: view, der: derElement(tag, view), end };
}
function children(bytes, tag, start, limit, depth, extent) {
  const inner = [];
  let at = start;
  while (extent === "open" ? !(bytes[at] === 0 && bytes[at + 1] === 0) : at < limit) {
    const child = at < limit ? convert(bytes, at, limit, depth - 1) : void 0;
    if (child === void 0) return void 0;
    inner.push(child);
    at = child.end;
  }
  const end = extent === "open" ? at + 2 : limit;
  if (end > limit) return void 0;
  if (tag === (OCTET_STRING | CONSTRUCTED)) {
    if (inner.some((child) => child.tag !== OCTET_STRING)) return void 0;
    const content2 = Buffer.concat(inner.map((child) => child.content));
    return { tag: OCTET_STRING, content: content2, der: derElement(OCTET_STRING, content2), end };
  }
  const content = Buffer.concat(inner.map((child) => child.der));
  return { tag, content, der: derElement(tag, content), end };
}

// src/detect/proof/pkcs12-store.ts
import { createHmac as createHmac5 } from "node:crypto";
var DATA2 = "2a864886f70d010701";
var ENCRYPTED_DATA = "2a864886f70d010706";
var KEY_BAG = "2a864886f70d010c0a0101";
var SHROUDED_KEY_BAG = "2a864886f70d010c0a0102";
var PBMAC1 = "2a864886f70d01050e";
var DIGESTS = {
  "2b0e03021a": { hashName: "sha1", bytes: 20 },
  "608648016503040204": { hashName: "sha224", bytes: 28 },
  "608648016503040201": { hashName: "sha256", bytes: 32 },
  "608648016503040202": { hashName: "sha384", bytes: 48 },
  "608648016503040203": { hashName: "sha512", bytes: 64 }
};
var MAX_BAGS = 256;
function readPkcs12(frame) {
  const version = frame.integer(1);
  const contentInfo = frame.element(TAG.sequence);
  if (version !== 3n || contentInfo?.oid() !== DATA2) return void 0;
  const authSafe = wholeOctets(contentInfo.element(TAG.context0));
  const macData = frame.atEnd ? void 0 : frame.element(TAG.sequence);
  if (authSafe === void 0 || !frame.atEnd) return void 0;
  const safes = readSafes(authSafe);
  if (safes === void 0) return void 0;
  const allowance = allowanceOf(GUESSING_MS);
  const password = macData && passwordOf2(macData, authSafe, allowance);
  const rest = password === void 0 ? allowance : allowanceOf(OPENING_MS);
  return summary(safes, { password, isMacked: macData !== void 0, allowance: rest });
}
function readSafes(authSafe) {
  const outside2 = derCursor(authSafe);
  const contents = outside2?.element(TAG.sequence);
  if (contents === void 0 || outside2?.atEnd !== true) return void 0;
  const bags = [];
  const encrypted2 = [];
  for (let count = 0; !contents.atEnd; count++) {
    const info = contents.element(TAG.sequence);
    const type = info?.oid();
    const value = info?.element(TAG.context0);
    if (value === void 0 || count >= MAX_BAGS) return void 0;
    if (type === DATA2) {
      const inner = readBags(wholeOctets(value));
      if (inner === void 0) return void 0;
      bags.push(...inner);
    } else if (type === ENCRYPTED_DATA) {
      const data = value.element(TAG.sequence);
      const version = data?.integer(1);
      const content = data?.element(TAG.sequence);
      if (version !== 0n || content?.oid() !== DATA2) return void 0;
      const algorithm = content.octets(TAG.sequence);
      const ciphertext = encryptedOctets(content);
      if (algorithm === void 0 || ciphertext === void 0) return void 0;
      encrypted2.push({ algorithm, ciphertext });
    }
  }
  return bags.length + encrypted2.length > 0 ? { bags, encrypted: encrypted2 } : void 0;
}
function derCursor(octets3) {
  if (octets3[1] !== 128) return new DerCursor(octets3);
  const converted = berToDer(octets3, 0);
  return converted?.length === octets3.length ? new DerCursor(converted.der) : void 0;
}
function readBags(bytes) {
  const contents = bytes && derCursor(bytes)?.element(TAG.sequence);
  if (contents === void 0) return void 0;
  const bags = [];
  while (!contents.atEnd) {
    const bag = contents.element(TAG.sequence);
    const type = bag?.oid();
    const value = bag?.element(TAG.context0);
    if (type === void 0 || value === void 0 || bags.length >= MAX_BAGS) return void 0;
    bags.push({ type, value });
  }
  return bags;
}
function wholeOctets(cursor) {
  const octets3 = cursor?.octets(TAG.octetString);
  return cursor?.atEnd ? octets3 : void 0;
}
function encryptedOctets(content) {
  const whole = content.octets(128);
  if (whole !== void 0) return whole;
  const pieces2 = content.element(TAG.context0);
  const all = [];
  while (pieces2 !== void 0 && !pieces2.atEnd) {
    const piece = pieces2.octets(TAG.octetString);
    if (piece === void 0) return void 0;
    all.push(piece);
  }
  return pieces2 && Buffer.concat(all);
}
function summary(safes, { password, isMacked, allowance }) {
  const passwords = password !== void 0 ? [password] : isMacked ? [] : USUAL_PASSWORDS;
  const bags = [...safes.bags];
  let hidden = false;
  for (const { algorithm, ciphertext } of safes.encrypted) {
    const inner = firstOf(passwords, (guess) => readBags(decrypt4(algorithm, ciphertext, guess, allowance)));
    if (inner === void 0) hidden = true;
    else bags.push(...inner);
  }
  const keys = [];
  let keyBags = 0;
  let clear2 = false;
  let shrouded;
  for (const { type, value } of bags) {
    if (type === KEY_BAG) {
      const key = openedKey(value.rest());
      keyBags++;
      if (key !== void 0) keys.push(key);
      clear2 ||= key !== void 0;
    } else if (type === SHROUDED_KEY_BAG) {
      const info = value.element(TAG.sequence);
      const algorithm = info?.octets(TAG.sequence);
      const ciphertext = info?.octets(TAG.octetString);
      if (algorithm === void 0 || ciphertext === void 0) return void 0;
      keyBags++;
      shrouded ??= ciphertext;
      const key = firstOf(passwords, (guess) => openedKey(decrypt4(algorithm, ciphertext, guess, allowance)));
      if (key !== void 0) keys.push(key);
    }
  }
  const hiddenText = safes.encrypted[0]?.ciphertext;
  if (keyBags === 0 && (password !== void 0 || !hidden)) return void 0;
  const opened = password !== void 0 || keys.length > 0;
  return {
    state: clear2 ? "clear" : opened ? "opened" : "locked",
    keys: password === void 0 ? keys : keys.map((key) => ({ ...key, state: "proven" })),
    ...{ keyBags, ciphertext: shrouded ?? hiddenText, hidden },
    passwordIsEmpty: password === "" || password === NO_PASSWORD
  };
}
function firstOf(passwords, open) {
  for (const password of passwords) {
    const found = open(password);
    if (found !== void 0) return found;
  }
  return void 0;
}
function decrypt4(algorithm, ciphertext, guess, allowance) {
  return decryptWithPassword(new DerCursor(algorithm), { ciphertext, password: guess, allowance });
}
function openedKey(plaintext) {
  const key = plaintext && readDerKey(plaintext);
  if (key === void 0 || key.state === "bare" || key.publicKey === void 0) return void 0;
  return { ...key, publicKey: key.publicKey };
}
function passwordOf2(macData, authSafe, allowance) {
  const digestInfo = macData.element(TAG.sequence);
  const algorithm = digestInfo?.element(TAG.sequence);
  const expected = digestInfo?.octets(TAG.octetString);
  const salt = macData.octets(TAG.octetString);
  const iterations = macData.atEnd ? 1 : iterationsOf(macData);
  const oid2 = algorithm?.oid();
  if (algorithm === void 0 || oid2 === void 0 || expected === void 0 || salt === void 0) return void 0;
  const isRight = (mac) => Buffer.compare(mac, expected) === 0;
  if (oid2 === PBMAC1) return pbmac1Password(algorithm, authSafe, { isRight, allowance });
  const digest = DIGESTS[oid2];
  if (digest?.bytes !== expected.length || iterations === void 0) return void 0;
  const { hashName, bytes } = digest;
  for (const guess of [...USUAL_PASSWORDS.slice(0, 2), NO_PASSWORD, ...USUAL_PASSWORDS.slice(2)]) {
    const key = derivePkcs12Within(allowance, bmpPassword(guess), {
      hashName,
      purpose: PURPOSE.mac,
      salt,
      iterations,
      bytes
    });
    if (key === void 0) return void 0;
    if (isRight(createHmac5(hashName, key).update(authSafe).digest())) return guess;
  }
  return void 0;
}
function pbmac1Password(algorithm, authSafe, { isRight, allowance }) {
  const parameters = algorithm.element(TAG.sequence);
  const derivation = parameters?.octets(TAG.sequence);
  const hashName = HMACS[parameters?.element(TAG.sequence)?.oid() ?? ""];
  if (derivation === void 0 || hashName === void 0) return void 0;
  const bytes = pbkdf2KeyBytes(derivation);
  if (bytes === void 0) return void 0;
  for (const password of USUAL_PASSWORDS) {
    const key = derivePbkdf2(new DerCursor(derivation), { password, bytes, allowance });
    if (key === void 0) return void 0;
    if (isRight(createHmac5(hashName, key).update(authSafe).digest())) return password;
  }
  return void 0;
}
function pbkdf2KeyBytes(derivation) {
  const cursor = new DerCursor(derivation);
  cursor.oid();
  const details = cursor.element(TAG.sequence);
  details?.octets(TAG.octetString);
  details?.integer(8);
  const bytes = details?.integer(2);
  return bytes !== void 0 && bytes >= 16n && bytes <= 128n ? Number(bytes) : void 0;
}

// src/detect/binary/pkcs12-key-store.ts
var pkcs12KeyStore = {
  id: "key-store-pkcs12",
  form: { specification: "RFC 7292, RFC 9579", proof: `MAC under a usual password; ${KEY_HOLDS}` },
  title: "PKCS#12 key store that a usual password opens",
  severity: "critical",
  confidence: "proven",
  advice: PRIVATE_KEY_ADVICE,
  trigger: {
    // ContentInfo: id-data, then [0].
    anchors: [byteAnchor("06 09 2a 86 48 86 f7 0d 01 07 01 a0")],
    // Outer header 4 or 2, version 3, header of ContentInfo 4 or 2.
    bytesBefore: 11,
    reads: "bytes"
  },
  maxMatchBytes: 64 * 1024,
  inspect: inspect17
};
function inspect17(window, at) {
  const start = beginOfStore(window, at);
  if (start === void 0) return void 0;
  const bytes = window.subarray(0, start + pkcs12KeyStore.maxMatchBytes);
  const isBer = window[start + 1] === 128;
  const converted = isBer ? berToDer(bytes, start) : void 0;
  if (isBer && converted === void 0) return void 0;
  const outside2 = converted ? new DerCursor(converted.der) : new DerCursor(bytes, start);
  const frame = outside2.element(TAG.sequence);
  const store = frame && readPkcs12(frame);
  if (store === void 0) return void 0;
  const length = converted?.length ?? outside2.position - start;
  return toMatch(store, { offset: start, length });
}
function beginOfStore(window, at) {
  for (const inner of HEADER_BYTES2) {
    const version = at - inner - 3;
    if (version < 2 || !isHeader(window, at - inner, inner)) continue;
    if (window[version] !== 2 || window[version + 1] !== 1 || window[version + 2] !== 3) continue;
    for (const outer of HEADER_BYTES2) if (isHeader(window, version - outer, outer)) return version - outer;
  }
  return void 0;
}
var HEADER_BYTES2 = [4, 2, 3, 5];
function isHeader(window, start, bytes) {
  if (start < 0 || window[start] !== 48) return false;
  const first = window[start + 1];
  return bytes === 2 ? first <= 128 : first === 128 + bytes - 2;
}
function toMatch(store, place3) {
  const shared5 = { ...place3, preview: "30 … 02 01 03 (PKCS#12)" };
  const facts = { keys: Math.max(store.keyBags, 1), ...store.hidden && { hiddenContents: true } };
  const key = store.keys[0];
  if (key !== void 0) {
    const password = store.state === "clear" ? "none" : store.passwordIsEmpty ? "empty" : "usual";
    const title = store.state === "clear" ? { title: "Private key in the clear in a PKCS#12 store" } : {};
    const stored = { ...key, structure: "pkcs12", length: place3.length };
    return { ...keyMatch(stored, { ...shared5, form: "pkcs12", facts: { ...facts, password } }), ...title };
  }
  if (store.ciphertext === void 0) return void 0;
  const fingerprint = blobFingerprint(store.ciphertext);
  if (store.state === "opened") {
    const password = store.passwordIsEmpty ? "empty" : "usual";
    return { ...shared5, fingerprint, facts: { form: "pkcs12", ...facts, password } };
  }
  return {
    ...{ ...shared5, fingerprint, title: "PKCS#12 key store, encrypted with a passphrase", severity: "low" },
    confidence: store.keyBags > 0 ? "high" : "low",
    facts: { form: "pkcs12", encrypted: true, ...facts }
  };
}

// src/detect/proof/proto-fields.ts
function protoFields(bytes) {
  const fields = /* @__PURE__ */ new Map();
  let at = 0;
  while (at < bytes.length) {
    const tag = varint(bytes, at);
    const first = tag && varint(bytes, tag.end);
    if (tag === void 0 || first === void 0) return void 0;
    const field = Math.floor(tag.value / 8);
    const wireType = tag.value % 8;
    if (field === 0 || fields.has(field) || wireType !== 0 && wireType !== 2) return void 0;
    const end = wireType === 0 ? first.end : first.end + first.value;
    if (end > bytes.length) return void 0;
    fields.set(field, wireType === 0 ? first.value : bytes.subarray(first.end, end));
    at = end;
  }
  return fields;
}
function varint(bytes, start) {
  let value = 0;
  for (let index = 0; index < MAX_VARINT_BYTES; index++) {
    const byte = bytes[start + index];
    if (byte === void 0) return void 0;
    value += (byte & 127) * 2 ** (7 * index);
    if (byte < 128) return { value, end: start + index + 1 };
  }
  return void 0;
}
var MAX_VARINT_BYTES = 7;

// src/detect/proof/tink-key.ts
var PROOFS = {
  Ed25519PrivateKey: ed25519,
  ...{ EcdsaPrivateKey: ecPoint, JwtEcdsaPrivateKey: ecPoint, EciesAeadHkdfPrivateKey: ecPoint },
  HpkePrivateKey: hpke,
  ...{ RsaSsaPkcs1PrivateKey: rsa, RsaSsaPssPrivateKey: rsa },
  ...{ JwtRsaSsaPkcs1PrivateKey: rsa, JwtRsaSsaPssPrivateKey: rsa }
};
function proveTinkKey(type, message) {
  const prove4 = Object.hasOwn(PROOFS, type) ? PROOFS[type] : void 0;
  return prove4 === void 0 ? "unknown" : prove4(message);
}
var [ED255192, , X255192] = EDWARDS_ALGORITHMS;
var NIST2 = CURVES.slice(0, 3);
function ed25519(message) {
  const fields = octets2(message);
  const publicHalf5 = octets2(fields?.get(3))?.get(2);
  const seed = fields?.get(2);
  return seed && publicHalf5 && proveEdwards(ED255192, seed, publicHalf5);
}
function ecPoint(message) {
  const fields = octets2(message);
  const point = octets2(fields?.get(2));
  const [d, x, y] = [fields?.get(3), point?.get(3), point?.get(4)];
  if (d === void 0 || x === void 0) return void 0;
  if (y === void 0) return proveEdwards(X255192, d, x);
  for (const curve2 of NIST2) {
    const [scalar, left, right] = [d, x, y].map((bytes) => fixed(bytes, curve2.bytes));
    if (scalar === void 0 || left === void 0 || right === void 0) continue;
    const key = proveEc(curve2, scalar, Buffer.concat([Uint8Array.of(4), left, right]));
    if (key !== void 0) return key;
  }
  return void 0;
}
function hpke(message) {
  const fields = octets2(message);
  const publicHalf5 = octets2(fields?.get(2))?.get(3);
  const d = fields?.get(3);
  if (d === void 0 || publicHalf5 === void 0) return void 0;
  if (publicHalf5.length === X255192.bytes) return proveEdwards(X255192, d, publicHalf5);
  const curve2 = NIST2.find(({ bytes }) => publicHalf5.length === 1 + 2 * bytes);
  const scalar = curve2 && fixed(d, curve2.bytes);
  return scalar && proveEc(curve2, scalar, publicHalf5);
}
function rsa(message) {
  const fields = octets2(message);
  const publicHalf5 = octets2(fields?.get(2));
  const number4 = (bytes) => bytes && fromBytes(bytes);
  const [n, e, d] = [publicHalf5?.get(3), publicHalf5?.get(4), fields?.get(3)].map(number4);
  const [p, q, dp, dq, qi] = [4, 5, 6, 7, 8].map((field) => number4(fields?.get(field)));
  if (n === void 0 || e === void 0 || d === void 0) return void 0;
  return proveRsa({ ...{ n, e, d, p, q, dp, dq, qi } });
}
function octets2(message) {
  const fields = message && protoFields(message);
  const found = /* @__PURE__ */ new Map();
  for (const [field, value] of fields ?? []) if (typeof value !== "number") found.set(field, value);
  return fields && found;
}
function fixed(bytes, length) {
  const start = bytes.findIndex((byte) => byte !== 0);
  const digits = start < 0 ? new Uint8Array() : bytes.subarray(start);
  if (digits.length > length) return void 0;
  const full = new Uint8Array(length);
  full.set(digits, length - digits.length);
  return full;
}

// src/detect/proof/tink-match.ts
var TINK_RULE = {
  ...{ severity: "critical", confidence: "high", advice: PRIVATE_KEY_ADVICE }
};
var TINK_PROOF = "Ed25519, ECDSA, ECIES, HPKE, RSA: the numbers give the public half inside. Other keys: structure alone, high";
function tinkMatch(key, place3) {
  const { type, value, isSymmetric } = key;
  if (isMonotonous(value)) return void 0;
  const shared5 = { ...place3, preview: `{"typeUrl":"…tink.${type}",…}` };
  const facts = { form: "tink", tinkType: type };
  const publicKey2 = isSymmetric ? "unknown" : proveTinkKey(type, value);
  if (publicKey2 === void 0) return void 0;
  if (publicKey2 !== "unknown") {
    const proven2 = { state: "proven", structure: "tink", length: place3.length, publicKey: publicKey2 };
    return keyMatch(proven2, { ...shared5, form: "tink", facts });
  }
  const kind = isSymmetric ? "symmetric" : "private";
  return {
    ...{ ...shared5, severity: "high", fingerprint: tokenFingerprint(value) },
    facts: { kind, keySha256: sha256Hex(value), ...facts }
  };
}

// src/detect/binary/tink-keyset-binary.ts
var TYPE_PREFIX = "type.googleapis.com/google.crypto.tink.";
var MAX_VALUE_BYTES = 6 * 1024;
var tinkKeysetBinary = {
  id: "tink-keyset-binary",
  form: { specification: "Tink keyset, binary", proof: TINK_PROOF },
  title: "Key in a Tink keyset",
  ...TINK_RULE,
  trigger: { anchors: [textAnchor(TYPE_PREFIX.slice(0, 32))], bytesBefore: 2, reads: "bytes" },
  maxMatchBytes: MAX_VALUE_BYTES + 128,
  inspect: inspect18
};
function inspect18(window, at) {
  const typeBytes = window[at - 1] ?? 0;
  const typeEnd = at + typeBytes;
  if (window[at - 2] !== 10 || typeBytes >= 128 || window[typeEnd] !== 18) return void 0;
  const type = latin1(window, at, typeEnd).slice(TYPE_PREFIX.length);
  if (!latin1(window, at, typeEnd).startsWith(TYPE_PREFIX) || !/^[A-Za-z0-9]{3,40}$/.test(type)) return void 0;
  const length = varint(window, typeEnd + 1);
  if (length === void 0 || length.value === 0 || length.value > MAX_VALUE_BYTES) return void 0;
  const end = length.end + length.value;
  const material = window[end + 1];
  if (window[end] !== 24 || material !== 1 && material !== 2) return void 0;
  const key = { type, value: window.subarray(length.end, end), isSymmetric: material === 1 };
  return tinkMatch(key, { offset: at - 2, length: end + 2 - (at - 2) });
}

// src/detect/binary/tor-onion-key.ts
import { createHash as createHash9 } from "node:crypto";

// src/detect/proof/edwards-base.ts
var P = 2n ** 255n - 19n;
var D = 37095705934669439343138083508754565189542113879843219016388785533085940283555n;
var BASE = extended(
  15112221349535400772501151409588531511454012693041857206046113283949847762202n,
  46316835694926478169428394003475163141307993866256225615783033603165251855960n
);
function multiplyEdwardsBase(scalar) {
  let sum = [0n, 1n, 1n, 0n];
  for (let bit = 255; bit >= 0; bit--) {
    sum = add(sum, sum);
    if (scalar[bit >> 3] >> (bit & 7) & 1) sum = add(sum, BASE);
  }
  const inverse = power(sum[2], P - 2n);
  const x = sum[0] * inverse % P;
  const y = sum[1] * inverse % P;
  const bytes = Buffer.from(y.toString(16).padStart(64, "0"), "hex").reverse();
  if (x & 1n) bytes[31] |= 128;
  return bytes;
}
function extended(x, y) {
  return [x, y, 1n, x * y % P];
}
function add([x1, y1, z1, t1], [x2, y2, z2, t2]) {
  const a = modulo((y1 - x1) * (y2 - x2));
  const b = (y1 + x1) * (y2 + x2) % P;
  const c = 2n * t1 * D * t2 % P;
  const d = 2n * z1 * z2 % P;
  const [e, f, g, h] = [modulo(b - a), modulo(d - c), (d + c) % P, (b + a) % P];
  return [e * f % P, g * h % P, f * g % P, e * h % P];
}
function modulo(value) {
  const rest = value % P;
  return rest < 0n ? rest + P : rest;
}
function power(base, exponent) {
  let result = 1n;
  for (const digit of exponent.toString(2)) {
    result = result * result % P;
    if (digit === "1") result = result * base % P;
  }
  return result;
}

// src/detect/binary/tor-onion-key.ts
var HEAD2 = "== ed25519v1-secret: type0 ==\0\0\0";
var LENGTH = HEAD2.length + 64;
var torOnionKey = {
  id: "tor-onion-key",
  form: { specification: "Tor rend-spec-v3", proof: "clamping; the public half is in another file" },
  title: "Key of a Tor onion service",
  severity: "critical",
  confidence: "high",
  advice: PRIVATE_KEY_ADVICE,
  trigger: { anchors: [textAnchor(HEAD2)], bytesBefore: 0, reads: "bytes" },
  maxMatchBytes: LENGTH,
  inspect: inspect19
};
function inspect19(window, at) {
  const scalar = window.subarray(at + HEAD2.length, at + HEAD2.length + 32);
  const prefix = window.subarray(at + HEAD2.length + 32, at + LENGTH);
  const isClamped = (scalar[0] & 7) === 0 && (scalar[31] & 192) === 64;
  if (prefix.length !== 32 || !isClamped || isMonotonous(scalar) || isMonotonous(prefix)) return void 0;
  const algorithm = EDWARDS_ALGORITHMS[0];
  const publicKey2 = { kind: "ed25519", algorithm, bytes: multiplyEdwardsBase(scalar) };
  const key = { state: "unproven", structure: "tor", length: LENGTH, publicKey: publicKey2, secret: scalar };
  const facts = { onionAddress: onionAddress(publicKey2.bytes) };
  return keyMatch(key, { offset: at, length: LENGTH, form: "tor", preview: "== ed25519v1-secret: type0 ==…", facts });
}
function onionAddress(publicKey2) {
  const version = Uint8Array.of(3);
  const digest = createHash9("sha3-256").update(".onion checksum").update(publicKey2).update(version).digest();
  const bits = [...publicKey2, ...digest.subarray(0, 2), 3].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const digits = bits.match(/.{5}/g) ?? [];
  return `${digits.map((five) => "abcdefghijklmnopqrstuvwxyz234567".charAt(Number.parseInt(five, 2))).join("")}.onion`;
}

// src/detect/proof/aes-schedule.ts
var KEY_WORDS = [8, 6, 4];
function readAesSchedule(bytes, at, like) {
  for (const words of like === void 0 ? ["standard", "swapped"] : [like.words]) {
    for (const keyWords of like === void 0 ? KEY_WORDS : [like.key.length / 4]) {
      const length = 16 * (keyWords + 7);
      if (at < 0 || at + length > bytes.length) continue;
      const view = new DataView(bytes.buffer, bytes.byteOffset + at, length);
      for (const direction of DIRECTIONS) {
        const key = keyOf2(keyWords, wordReader(view, words === "swapped", direction));
        if (key !== void 0) return { key, length, direction, words };
      }
    }
  }
  return void 0;
}
var DIRECTIONS = ["encryption", "decryption", "decryption-forward"];
function wordReader(view, isSwapped, direction) {
  if (direction === "encryption") return (index) => view.getUint32(4 * index, isSwapped);
  const words = view.byteLength / 4;
  return (index) => {
    const place3 = direction === "decryption" ? words - 4 - (index & ~3) + (index & 3) : index;
    const value = view.getUint32(4 * place3, isSwapped);
    return index < 4 || index >= words - 4 ? value : mixColumn(value);
  };
}
function keyOf2(keyWords, wordAt2) {
  const words = new Uint32Array(4 * (keyWords + 7));
  let constant = 1;
  for (let index = 0; index < words.length; index++) {
    words[index] = wordAt2(index);
    if (index < keyWords) continue;
    let added = words[index - 1];
    if (index % keyWords === 0) {
      added = substituted(added << 8 | added >>> 24) ^ constant << 24;
      constant = doubled(constant);
    } else if (keyWords === 8 && index % 8 === 4) added = substituted(added);
    if (words[index] !== (words[index - keyWords] ^ added) >>> 0) return void 0;
  }
  return bytesOf(words.subarray(0, keyWords));
}
function substituted(word) {
  const [a, b, c, d] = [word >>> 24, word >>> 16 & 255, word >>> 8 & 255, word & 255];
  return SBOX[a] << 24 | SBOX[b] << 16 | SBOX[c] << 8 | SBOX[d];
}
function mixColumn(word) {
  const column = [word >>> 24, word >>> 16 & 255, word >>> 8 & 255, word & 255];
  const all = column[0] ^ column[1] ^ column[2] ^ column[3];
  const mixed = column.map((byte, row) => byte ^ all ^ doubled(byte ^ column[row + 1 & 3]));
  return (mixed[0] << 24 | mixed[1] << 16 | mixed[2] << 8 | mixed[3]) >>> 0;
}
function doubled(byte) {
  return (byte << 1 ^ (byte & 128 ? 283 : 0)) & 255;
}
var SBOX = sbox();
function sbox() {
  const powers = new Uint8Array(256);
  for (let power2 = 1, exponent = 0; exponent < 256; exponent++) {
    powers[exponent] = power2;
    power2 ^= doubled(power2);
  }
  const box = new Uint8Array(256).fill(99, 0, 1);
  for (let exponent = 0; exponent < 255; exponent++) {
    const inverse = powers[255 - exponent];
    let sum = inverse;
    for (let turn = 1; turn <= 4; turn++) sum ^= (inverse << turn | inverse >> 8 - turn) & 255;
    box[powers[exponent]] = sum ^ 99;
  }
  return box;
}
function bytesOf(words) {
  const bytes = new Uint8Array(4 * words.length);
  const view = new DataView(bytes.buffer);
  for (const [index, word] of words.entries()) view.setUint32(4 * index, word);
  return bytes;
}

// src/detect/memory/aes-key-schedule.ts
var TWIN_BYTES = 4 << 10;
var aesKeySchedule = {
  id: "aes-key-schedule",
  form: {
    specification: "FIPS 197, sections 5.2 and 5.3.5",
    proof: "all round keys follow from the key"
  },
  title: "AES key in use: an expanded key schedule",
  severity: "medium",
  confidence: "proven",
  advice: "If it is more than the key of a session that has ended (a disk, a token, a backup), replace it. Dumps of processes that hold keys belong where the keys may be.",
  trigger: { anchors: [], shapes: ["aes-schedule"], bytesBefore: TWIN_BYTES, reads: "bytes" },
  maxMatchBytes: TWIN_BYTES,
  inspect: inspect20
};
function inspect20(window, at) {
  const schedule = readAesSchedule(window, at);
  if (schedule === void 0) return void 0;
  const { key, length, direction, words } = schedule;
  const keySha256 = sha256Hex(key);
  const facts = {
    ...{ kind: "aes", bits: 8 * key.length, keySha256 },
    form: `aes-schedule-${direction}${words === "swapped" ? "-swapped" : ""}`
  };
  const match2 = { offset: at, length, fingerprint: tokenFingerprint(key), preview: "", facts };
  if (EXAMPLE_KEYS.has(keySha256)) {
    return {
      ...match2,
      title: "AES key that is public: an example",
      severity: "low",
      facts: { ...facts, testKey: "FIPS 197" }
    };
  }
  if (!hasTwin(window, at, schedule))
    return isOfPair(window, at, schedule) ? { ...match2, facts: { ...facts, xts: true } } : match2;
  return { ...match2, title: "AES key of a random number generator", severity: "low", facts: { ...facts, twin: true } };
}
function hasTwin(window, at, { length }) {
  const near = Buffer.from(window.buffer, window.byteOffset, window.length);
  const bytes = near.subarray(at, at + length);
  const from = Math.max(0, at - TWIN_BYTES);
  const first = near.indexOf(bytes, from);
  if (first < at) return true;
  const next = near.indexOf(bytes, at + length);
  return next >= 0 && next + length <= at + TWIN_BYTES;
}
function isOfPair(window, at, schedule) {
  if (schedule.key.length === 24) return false;
  const distances = [...TIGHT_GAPS.map((gap) => schedule.length + gap), ...CONTEXT_BYTES];
  return distances.some(
    (distance) => [at - distance, at + distance].some((place3) => {
      const other = readAesSchedule(window, place3, schedule);
      return other !== void 0 && Buffer.compare(other.key, schedule.key) !== 0;
    })
  );
}
var TIGHT_GAPS = [0, 4, 8, 16];
var CONTEXT_BYTES = [244, 248, 256, 496];
var EXAMPLE_KEYS = /* @__PURE__ */ new Set([
  ...[16, 24, 32].map((length) => sha256Hex(Uint8Array.from({ length }, (_, byte) => byte))),
  "d4ffb8b77f7d6b26196e9a070e983f6701a4c42dec813d4de1a535d20a7df536",
  "80fa5ff8e512e1d12f60c27d305e47fb19daa5f0aad3f32c9dd5145309e38d54",
  "b93c72b74bc8487d29827005f80d635918f91bc22b14d7ed05714d58f96702dd"
]);

// src/detect/memory/chacha20-state.ts
var STATE_BYTES = 64;
var SALSA_ANCHOR = 40;
var MAX_COUNTER = 1 << 20;
var chacha20State = {
  id: "chacha20-state",
  form: {
    specification: "RFC 8439, section 2.3; Salsa20 specification, section 8",
    proof: "constants, a small counter and a key that looks random"
  },
  title: "ChaCha20 or Salsa20 key in use: the state of the cipher",
  severity: "medium",
  confidence: "medium",
  advice: "If it is more than the key of a session that has ended (a backup, a stored token), replace it. Dumps of processes that hold keys belong where the keys may be.",
  trigger: {
    anchors: [textAnchor("expand 32-byte k"), byteAnchor("32 2d 62 79")],
    bytesBefore: SALSA_ANCHOR,
    reads: "bytes"
  },
  maxMatchBytes: STATE_BYTES,
  inspect: inspect21
};
function inspect21(window, at) {
  const isSalsa = window[at] === 50;
  const start = isSalsa ? at - SALSA_ANCHOR : at;
  if (start < 0 || start + STATE_BYTES > window.length) return void 0;
  const state = Buffer.from(window.buffer, window.byteOffset + start, STATE_BYTES);
  if (state.readUInt32LE(isSalsa ? 32 : 48) >= MAX_COUNTER) return void 0;
  if (isSalsa && !hasDiagonal(state)) return void 0;
  const key = isSalsa ? Buffer.concat([state.subarray(4, 20), state.subarray(44, 60)]) : state.subarray(16, 48);
  if (!looksRandom(key)) return void 0;
  const keySha256 = sha256Hex(key);
  if (PUBLIC_NUMBERS.has(keySha256)) return void 0;
  const kind = isSalsa ? "salsa20" : "chacha20";
  return {
    ...{ offset: start, length: STATE_BYTES, fingerprint: tokenFingerprint(key), preview: "expand 32-byte k…" },
    facts: { kind, bits: 8 * key.length, keySha256, form: `${kind}-state` }
  };
}
function hasDiagonal(state) {
  return state.readUInt32LE(0) === 1634760805 && state.readUInt32LE(20) === 857760878 && state.readUInt32LE(60) === 1797285236;
}
function looksRandom(key) {
  for (let word = 0; word < key.length; word += 4) if (key.readUInt32LE(word) === 0) return false;
  return !isGuessable(key);
}
var PUBLIC_NUMBERS = new Set(
  ["6a09e667bb67ae853c6ef372a54ff53a510e527f9b05688c1f83d9ab5be0cd19"].flatMap((hex3) => {
    const bytes = Buffer.from(hex3, "hex");
    return [sha256Hex(bytes), sha256Hex(bytes.swap32())];
  })
);

// src/detect/memory/beside-points.ts
var NEAR_BYTES = 256;
var MAX_RUN_BYTES = 4 << 10;
var MOST_US = 3e5;
function* besidePoints(image, places, costUs2) {
  let left = MOST_US;
  for (const place3 of places) {
    const { curve: curve2 } = place3;
    for (const offset of startsNear(image, place3)) {
      const bytes = image.read(offset, curve2.bytes).slice();
      if (bytes.length < curve2.bytes || isMonotonous(bytes)) continue;
      left -= SPELLINGS.length * costUs2(curve2);
      if (left < 0) return;
      yield { curve: curve2, nominee: { offset, bytes, form: "beside-point", spellings: SPELLINGS, rank: 2 } };
    }
  }
}
var SPELLINGS = ["little-endian", "big-endian"];
function startsNear({ survey: { runs } }, { curve: curve2, offset }) {
  const end = offset + 1 + 2 * curve2.bytes;
  const [from, to] = [offset - NEAR_BYTES, end + NEAR_BYTES];
  const inRun = curve2.bytes & ~7;
  const starts = [];
  for (let index = firstRunBehind(runs, from); index < runs.length && runs[index] < to; index += 2) {
    const start = runs[index];
    const length = runs[index + 1];
    if (length > MAX_RUN_BYTES) continue;
    for (let at = start; at + inRun <= start + length; at += 8) {
      const isBehind = at >= end && at < to;
      const isBefore = at >= from && at + inRun <= offset;
      if (isBehind || isBefore) starts.push(at);
    }
  }
  const behind = starts.filter((at) => at >= end);
  return [...behind, ...starts.slice(0, starts.length - behind.length).reverse()];
}
function firstRunBehind(runs, offset) {
  let low = 0;
  let high = runs.length / 2;
  while (low < high) {
    const middle = low + high >>> 1;
    if (runs[2 * middle] + runs[2 * middle + 1] <= offset) low = middle + 1;
    else high = middle;
  }
  return 2 * low;
}

// src/detect/memory/effort.ts
var BASE_EFFORT = 1e6;
var EFFORT_PER_MIB = 1e3;
var WATCHED = 10;
var STEPS_PER_LOOK_AT_THE_CLOCK = 64;
var Effort = class {
  #image;
  #reason;
  #left;
  #steps = 0;
  #isSpent = false;
  /** @param reason what the gap says when there is more to do */
  constructor(image, reason) {
    this.#image = image;
    this.#reason = reason;
    const isWatched = image.knownKeys.some(({ origin }) => origin === "watched");
    this.#left = (isWatched ? WATCHED : 1) * (BASE_EFFORT + EFFORT_PER_MIB * (image.size / 2 ** 20));
  }
  /** @returns whether the step may be made */
  takes(costUs2) {
    if (++this.#steps % STEPS_PER_LOOK_AT_THE_CLOCK === 0) this.#image.checkTime();
    this.#left -= costUs2;
    if (this.#left >= 0) return true;
    if (!this.#isSpent) this.#image.tellIncomplete(this.#reason);
    this.#isSpent = true;
    return false;
  }
};

// src/detect/memory/find-strings.ts
var SLACK_BYTES = 40;
var CHUNK_BYTES = 256 << 10;
function* findStrings(image, strings) {
  if (strings.length === 0) return;
  const starts = new Uint8Array(1 << 16);
  const byStart = /* @__PURE__ */ new Map();
  for (const [index, string] of strings.entries()) {
    const start = wordAt(string, 0);
    starts[start & 65535] = 1;
    const same = byStart.get(start);
    if (same === void 0) byStart.set(start, [index]);
    else same.push(index);
  }
  const longest = Math.max(...strings.map(({ length }) => length));
  for (const { from, to } of chunksOf(image)) {
    image.checkTime();
    const bytes = image.read(from, to - from + longest);
    const end = Math.min(to - from, bytes.length - 3);
    for (let at = 0; at < end; at++) {
      if (starts[bytes[at] | bytes[at + 1] << 8] === 0) continue;
      for (const index of byStart.get(wordAt(bytes, at)) ?? [])
        if (standsAt(bytes, at, strings[index])) yield { index, offset: from + at };
    }
  }
}
function wordAt(bytes, at) {
  return bytes[at] | bytes[at + 1] << 8 | bytes[at + 2] << 16 | bytes[at + 3] << 24;
}
function standsAt(bytes, at, string) {
  if (at + string.length > bytes.length) return false;
  for (let index = 4; index < string.length; index++) if (bytes[at + index] !== string[index]) return false;
  return true;
}
function* chunksOf(image) {
  const { runs } = image.survey;
  let next = 0;
  for (let run = 0; run < runs.length; run += 2) {
    const end = runs[run] + runs[run + 1] + SLACK_BYTES;
    next = Math.max(next, runs[run] - SLACK_BYTES);
    for (; next < end; next = Math.min(end, next + CHUNK_BYTES))
      yield { from: next, to: Math.min(end, next + CHUNK_BYTES) };
  }
}

// src/detect/memory/nominee.ts
function lengthOf({ length, bytes }) {
  return length ?? bytes.length;
}
function bigEndian(bytes, spelling) {
  const number4 = ORDERS[spelling](bytes);
  const first = number4.findIndex((byte) => byte !== 0);
  return first === 0 ? number4 : number4.subarray(first === -1 ? number4.length : first);
}
var ORDERS = {
  "big-endian": (bytes) => bytes,
  "little-endian": (bytes) => bytes.toReversed(),
  java: (bytes) => bytes.map((_, index) => bytes[index ^ 3] ?? 0),
  python: (bytes) => {
    const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    let number4 = 0n;
    for (let at = bytes.length - 4; at >= 0; at -= 4)
      number4 = number4 << 30n | BigInt(words.getUint32(at, true) & 1073741823);
    return toBytes(number4);
  }
};
function spelled(number4) {
  const words = number4.length % 4 === 0 ? [ORDERS.java(number4)] : [];
  return [number4, ORDERS["little-endian"](number4), ...words];
}

// src/detect/memory/image-runs.ts
var MARGIN_BYTES = 40;
var MAX_RUN_BYTES2 = 4 << 10;
var RUNS_PER_LOOK_AT_THE_CLOCK = 1024;
function* runsOf(image) {
  const { runs } = image.survey;
  for (let index = 0; index < runs.length; index += 2) {
    if (index % RUNS_PER_LOOK_AT_THE_CLOCK === 0) image.checkTime();
    const start = runs[index];
    const length = runs[index + 1];
    if (length > MAX_RUN_BYTES2) continue;
    const from = Math.max(0, start - MARGIN_BYTES);
    const bytes = image.read(from, start - from + length + MARGIN_BYTES);
    yield { start, end: start + length, bytes, at: start - from };
  }
}
var SLACK_BYTES2 = 8;

// src/detect/memory/headed-nominees.ts
var EITHER_WAY = ["little-endian", "big-endian"];
var CHUNKS = /* @__PURE__ */ new Map([
  [48, [{ length: 32, spellings: EITHER_WAY }]],
  [64, [{ length: 48, spellings: EITHER_WAY }]],
  [
    80,
    [
      { length: 64, spellings: EITHER_WAY },
      { length: 66, spellings: ["big-endian"] },
      { length: 72, spellings: ["little-endian"] },
      { length: 57, spellings: ["big-endian"] }
    ]
  ]
]);
var BYTE_ARRAYS = /* @__PURE__ */ new Set([32, 33, 48, 49, 57, 64, 66, 67]);
var INT_ARRAYS = /* @__PURE__ */ new Set([8, 12, 16, 17]);
var PYTHON_DIGITS = /* @__PURE__ */ new Set([9, 13, 18]);
var OCTET_STRINGS = /* @__PURE__ */ new Set([32, 48, 57, 66]);
function* headedNominees(image) {
  const headers = image.memory.littleEndian === false ? ofHprof : ofMemory;
  for (const run of runsOf(image)) {
    yield* headers(run);
    yield* ofOctetStrings(run);
  }
}
function* ofMemory(run) {
  const { bytes, at } = run;
  if (at < 40) return;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const length = run.end - run.start;
  const chunk = view.getUint32(at - 4, true) === 0 ? view.getUint32(at - 8, true) & ~7 : 0;
  if (length <= chunk - 8) for (const claim of CHUNKS.get(chunk) ?? []) yield* nominee(run, at, claim, "chunk");
  yield* ofObjects(run, view, at);
  yield* ofPythonBytes(run, view, at + 8);
}
function* ofObjects(run, view, at) {
  const low = view.getUint32(at - 8, true);
  const high = view.getUint32(at - 4, true);
  const mark = view.getUint8(at - 16) & 7;
  if (low !== 0 && (mark === 1 || mark === 3)) {
    if (INT_ARRAYS.has(high)) yield* nominee(run, at, { length: 4 * high, spellings: ["java"] }, "java-array");
    if (BYTE_ARRAYS.has(high)) yield* nominee(run, at, { length: high, spellings: EITHER_WAY }, "java-array");
  }
  if (high === 0 && isPointer(view, at - 16)) {
    if (BYTE_ARRAYS.has(low)) yield* nominee(run, at, { length: low, spellings: ["big-endian"] }, "dotnet-array");
    const digits = PYTHON_DIGITS.has(low) ? low : PYTHON_DIGITS.has(low / 8) ? low / 8 : 0;
    if (digits > 0) yield* nominee(run, at, { length: 4 * digits, spellings: ["python"] }, "python-int");
  }
  yield* ofPythonBytes(run, view, at);
}
function* ofPythonBytes(run, view, at) {
  const length = view.getUint32(at - 16, true);
  if (BYTE_ARRAYS.has(length) && view.getUint32(at - 12, true) === 0 && isPointer(view, at - 24))
    yield* nominee(run, at, { length, spellings: ["big-endian"] }, "python-bytes");
}
function* ofOctetStrings(run) {
  const { bytes, at } = run;
  const end = at + run.end - run.start;
  for (let tag = Math.max(0, at - SLACK_BYTES2); tag < end; tag++) {
    const length = bytes[tag + 1];
    if (bytes[tag] === 4 && OCTET_STRINGS.has(length))
      yield* nominee(run, tag + 2, { length, spellings: ["big-endian"] }, "der-octets");
  }
}
function* ofHprof(run) {
  const { bytes, at } = run;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let start = Math.max(5, at - SLACK_BYTES2); start < at + SLACK_BYTES2; start++) {
    const type = bytes[start - 1];
    const count = view.getUint32(start - 5);
    if (type === 8 && BYTE_ARRAYS.has(count))
      yield* nominee(run, start, { length: count, spellings: EITHER_WAY }, "java-array");
    if (type === 10 && INT_ARRAYS.has(count))
      yield* nominee(run, start, { length: 4 * count, spellings: ["big-endian"] }, "java-array");
  }
}
function* nominee({ bytes, start, at }, from, { length, spellings: spellings2 }, form) {
  if (from + length > bytes.length) return;
  const copy = bytes.slice(from, from + length);
  const rank2 = form === "chunk" ? 2 : 1;
  yield { offset: start - at + from, bytes: copy, form, spellings: spellings2, rank: rank2 };
}
function isPointer(view, at) {
  const low = view.getUint32(at, true);
  const high = view.getUint32(at + 4, true);
  return (low & 7) === 0 && high < 32768 && (high > 0 || low >= 65536);
}

// src/detect/memory/pointed-nominees.ts
var PRIVATE_FLAGS = 12;
var WORDS = /* @__PURE__ */ new Set([4, 6, 8, 9]);
var BYTES = /* @__PURE__ */ new Set([32, 48, 57, 64, 66]);
var STRUCTURE_BYTES = 24;
function* bignumNominees(image) {
  for (const at of image.survey.bignums) {
    const fields = fieldsAt(image, at);
    if (fields === void 0 || fields.getUint32(16, true) !== 0) continue;
    const top = fields.getUint32(8, true);
    if (!WORDS.has(top)) continue;
    const rank2 = (fields.getUint32(20, true) & PRIVATE_FLAGS) === 0 ? 1 : 0;
    const number4 = follow(image, fields.getBigUint64(0, true), 8 * top);
    if (number4 !== void 0) yield { ...number4, form: "bignum", spellings: ["little-endian"], rank: rank2 };
  }
}
function* sliceNominees(image) {
  for (const at of image.survey.slices) {
    const fields = fieldsAt(image, at);
    if (fields === void 0) continue;
    const pointer = fields.getBigUint64(0, true);
    const length = fields.getUint32(8, true);
    const words = WORDS.has(length) ? follow(image, pointer, 8 * length) : void 0;
    if (words !== void 0) yield { ...words, form: "go-slice", spellings: ["little-endian"], rank: 1 };
    const bytes = BYTES.has(length) ? follow(image, pointer, length) : void 0;
    if (bytes !== void 0) yield { ...bytes, form: "go-slice", spellings: ["big-endian"], rank: 1 };
  }
}
function fieldsAt(image, offset) {
  const bytes = image.read(offset, STRUCTURE_BYTES);
  return bytes.length < STRUCTURE_BYTES ? void 0 : new DataView(bytes.slice().buffer);
}
function follow(image, address, length) {
  const bytes = image.memory.peek(address, length);
  const offset = image.offsetOf(address);
  return bytes === void 0 || offset === void 0 ? void 0 : { offset, bytes: bytes.slice() };
}

// src/detect/memory/register-nominees.ts
var NUMBER_BYTES = 32;
var MAX_SET_BYTES = 16 << 10;
var MAX_SETS = 256;
var MAX_NUMBERS = 1024;
var PARTS = [
  { offset: 160, length: 16 },
  { offset: 576, length: 16 },
  { offset: 1152, length: 32 }
];
function* registerNominees(image) {
  const seen = /* @__PURE__ */ new Set();
  for (const nominee2 of allNumbers(image)) {
    const text4 = Buffer.from(nominee2.bytes).toString("latin1");
    if (seen.has(text4)) continue;
    if (seen.size === MAX_NUMBERS) return;
    seen.add(text4);
    yield nominee2;
  }
}
function* allNumbers(image) {
  for (const registers of image.registers.slice(0, MAX_SETS)) {
    const bytes = image.read(registers.offset, Math.min(registers.length, MAX_SET_BYTES)).slice();
    yield* numbersIn(bytes, (at) => registers.offset + at);
    if (registers.name.endsWith("(xstate)")) yield* ofVectors(registers, bytes);
  }
}
function* ofVectors({ offset }, bytes) {
  for (let register = 0; register < 16; register++) {
    const whole = Buffer.concat(
      PARTS.map((part3) => {
        const start = part3.offset + register * part3.length;
        return bytes.subarray(start, start + part3.length);
      })
    );
    yield* numbersIn(whole, () => offset + PARTS[0].offset + register * PARTS[0].length);
  }
}
function* numbersIn(bytes, offsetOf2) {
  for (let at = 0; at + NUMBER_BYTES <= bytes.length; at++) {
    const number4 = bytes.subarray(at, at + NUMBER_BYTES);
    if (!isRandom(number4)) continue;
    const spellings2 = ["little-endian", "big-endian"];
    yield { offset: offsetOf2(at), bytes: number4.slice(), form: "register", spellings: spellings2, rank: 2 };
  }
}
function isRandom(number4) {
  let high = 0;
  for (const byte of number4) high += byte >> 7;
  return high >= 4 && high <= 28 && new Set(number4).size >= 24;
}

// src/detect/proof/read-public-key.ts
import { ECDH as ECDH2 } from "node:crypto";
function readSubjectPublicKey(spki2) {
  const frame = new DerCursor(spki2).only(TAG.sequence);
  const identifier = frame?.whole(TAG.sequence);
  const algorithm = frame?.element(TAG.sequence);
  const oid2 = algorithm?.oid();
  const content = frame?.bitString();
  if (!frame?.atEnd || !identifier || !algorithm || !content) return void 0;
  switch (oid2) {
    case RSA_ENCRYPTION:
      if (algorithm.nextTag === TAG.null) algorithm.element(TAG.null);
      return algorithm.atEnd ? rsaPublicKey(content) : void 0;
    case RSASSA_PSS: {
      const key = rsaPublicKey(content);
      return key && { ...key, algorithm: identifier };
    }
    case EC_PUBLIC_KEY: {
      const curve2 = algorithm.oid();
      return algorithm.atEnd && curve2 !== void 0 ? ecPublicKey(curve2, content) : void 0;
    }
    default: {
      const edwards2 = EDWARDS_ALGORITHMS.find((known4) => known4.oid === oid2);
      if (edwards2 === void 0 || !algorithm.atEnd || content.length !== edwards2.bytes) return void 0;
      return { kind: edwards2.kind, algorithm: edwards2, bytes: content };
    }
  }
}
function rsaPublicKey(content) {
  const numbers3 = new DerCursor(content).only(TAG.sequence);
  const n = numbers3?.integer(MAX_RSA_BYTES);
  const e = numbers3?.integer(MAX_RSA_BYTES);
  if (!numbers3?.atEnd || n === void 0 || e === void 0) return void 0;
  return isRsaPublicKey(n, e) ? { kind: "rsa", n, e } : void 0;
}
function ecPublicKey(oid2, point) {
  const curve2 = CURVES.find((known4) => known4.oid === oid2);
  if (curve2 === void 0 || !isPointOf(curve2, point)) return void 0;
  try {
    const uncompressed = ECDH2.convertKey(point, curve2.nodeName, void 0, void 0, "uncompressed");
    return { kind: "ec", curve: curve2, point: Buffer.from(uncompressed) };
  } catch {
    return void 0;
  }
}

// src/detect/memory/run-nominees.ts
var PAIR_BYTES = 64;
var MAX_PAIRS = 512;
var MAX_WATCHED_RUN_BYTES = 128;
function* runNominees(image) {
  const widths = watchedWidths(image);
  let pairs3 = 0;
  for (const run of runsOf(image)) {
    const length = run.end - run.start;
    const isPair = length >= PAIR_BYTES && length <= PAIR_BYTES + 8;
    if (isPair && pairs3++ < MAX_PAIRS)
      yield { ...part(run, 0, PAIR_BYTES), form: "seed-public", spellings: ["big-endian"], rank: 2 };
    if (length > MAX_WATCHED_RUN_BYTES) continue;
    for (const width of widths) yield* wherever(run, width);
  }
}
function* wherever(run, width) {
  const bytes = Math.ceil(width / 8) * 8;
  const last = width === 32 ? run.end - run.start - bytes : 0;
  for (let skip = 0; skip <= last; skip += 8) {
    yield { ...part(run, skip, width), form: "number", spellings: ["big-endian"], rank: 2 };
    yield { ...part(run, skip, bytes), form: "number", spellings: ["little-endian"], rank: 2 };
  }
}
function part({ bytes, at, start }, skip, length) {
  return { offset: start + skip, bytes: bytes.slice(at + skip, at + skip + length) };
}
function watchedWidths(image) {
  const widths = /* @__PURE__ */ new Set();
  for (const { spki: spki2, origin } of image.knownKeys) {
    const key = origin === "watched" ? readSubjectPublicKey(spki2) : void 0;
    if (key?.kind === "ec") widths.add(key.curve.bytes);
    const edwards2 = EDWARDS_ALGORITHMS.find(({ kind }) => kind === key?.kind);
    if (edwards2 !== void 0) widths.add(edwards2.bytes);
  }
  return widths;
}

// src/detect/memory/snapshot-nominees.ts
var BEGINNING = '{"snapshot":{"meta":';
var STRINGS = '"strings":[';
var CHUNK_BYTES2 = 1 << 20;
var MEMBER = /"(?:[\w-]{88}|[\w-]{76}|[\w-]{64}|[\w-]{43})(?=")/g;
var OVERLAP_BYTES = 90;
var SNAPSHOT_FORM = "v8-string";
function* snapshotNominees(image) {
  if (textOf(image.read(0, BEGINNING.length)) !== BEGINNING) return;
  let areStrings = false;
  for (let start = 0; start < image.size; start += CHUNK_BYTES2 - OVERLAP_BYTES) {
    image.checkTime();
    const bytes = image.read(start, CHUNK_BYTES2);
    areStrings ||= Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(STRINGS);
    const isLast = start + bytes.length >= image.size;
    if (areStrings) yield* membersIn(textOf(bytes), start, isLast);
    if (isLast) return;
  }
}
function* membersIn(text4, start, isLast) {
  for (const { 0: quoted, index } of text4.matchAll(MEMBER)) {
    if (!isLast && index >= CHUNK_BYTES2 - OVERLAP_BYTES) return;
    const digits = quoted.slice(1);
    const bytes = Uint8Array.from(Buffer.from(digits, "base64url"));
    const place3 = { offset: start + index + 1, length: digits.length };
    yield { ...place3, bytes, form: SNAPSHOT_FORM, spellings: ["big-endian"], rank: 1 };
  }
}
function textOf(bytes) {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
}

// src/detect/memory/nominees.ts
var MAX_NOMINEES = 1 << 17;
function nomineesOf(image) {
  const known4 = gathered.get(image);
  if (known4 !== void 0) return known4;
  const all = gather(image).sort((a, b) => a.rank - b.rank || a.offset - b.offset);
  const told2 = new Set(all.filter(({ form }) => form === "bignum").map(({ offset }) => offset));
  const nominees = all.filter(({ rank: rank2, offset }) => rank2 < 2 || !told2.has(offset));
  gathered.set(image, nominees);
  return nominees;
}
var gathered = /* @__PURE__ */ new WeakMap();
var SOURCES2 = [
  bignumNominees,
  sliceNominees,
  headedNominees,
  registerNominees,
  snapshotNominees,
  runNominees
];
function gather(image) {
  const nominees = [];
  for (const source of SOURCES2) {
    for (const nominee2 of source(image)) {
      if (isMonotonous(nominee2.bytes)) continue;
      if (nominees.length === MAX_NOMINEES) {
        image.tellIncomplete(
          `more than ${MAX_NOMINEES} numbers may be private keys; only the first of them were tried`
        );
        return nominees;
      }
      nominees.push(nominee2);
    }
  }
  return nominees;
}

// src/detect/proof/prime-curve.ts
var EQUATIONS = [
  { name: "P-256", p: 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n, a: -3n },
  { name: "P-384", p: 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n, a: -3n },
  { name: "P-521", p: 2n ** 521n - 1n, a: -3n },
  { name: "P-224", p: 2n ** 224n - 2n ** 96n + 1n, a: -3n },
  { name: "secp256k1", p: 2n ** 256n - 2n ** 32n - 977n, a: 0n },
  {
    name: "brainpoolP256r1",
    p: 0xa9fb57dba1eea9bc3e660a909d838d726e3bf623d52620282013481d1f6e5377n,
    a: 0x7d5a0975fc2c3057eef67530417affe7fb8055c126dc5c6ce94a4b44f330b5d9n
  },
  {
    name: "brainpoolP384r1",
    p: 0x8cb91e82a3386d280f5d6f7e50e641df152f7109ed5456b412b1da197fb71123acd3a729901d1a71874700133107ec53n,
    a: 0x7bc382c63d8c150c3c72080ace05afa0c2bea28e4fb22787139165efba91f90f8aa5814a503ad4eb04a8c7dd22ce2826n
  },
  {
    name: "brainpoolP512r1",
    p: 0xaadd9db8dbe9c48b3fd4e6ae33c9fc07cb308db3b3c9d20ed6639cca703308717d4d9b009bc66842aecda12ae6a380e62881ff2f2d82c68528aa6056583a48f3n,
    a: 0x7830a3318b603b89e2327145ac234cc594cbdd8d3df91610a83441caea9863bc2ded5d5aa8253aa10a2ef1c98b9ac8b57f1117a72bf2c7b9e7c1ac4d77fc94can
  }
];
function primeCurves() {
  known2 ??= EQUATIONS.flatMap(({ name, p, a }) => {
    const curve2 = CURVES.find((each) => each.name === name);
    const base = basePoint(curve2);
    if (base === void 0) return [];
    const x = fromBytes(base.subarray(1, 1 + curve2.bytes));
    const y = fromBytes(base.subarray(1 + curve2.bytes));
    const b = ((y * y - (x * x + a) * x) % p + p) % p;
    return [{ curve: curve2, p, a, b, fromMontgomery: inverseOf(2n ** BigInt(64 * Math.ceil(curve2.bytes / 8)), p) }];
  });
  return known2;
}
var known2;
function rightSide({ p, a, b }, x) {
  const value = ((x * x + a) * x + b) % p;
  return value < 0n ? value + p : value;
}
function isOnCurve2(curve2, x, y) {
  return x < curve2.p && y < curve2.p && y * y % curve2.p === rightSide(curve2, x);
}

// src/detect/memory/public-points.ts
var EQUATION_US = 2;
var MAX_COORDINATES = 4096;
var REASON = "too many bytes look like points of elliptic curves; EC keys in memory are compared with the first of them only";
var PublicPoints = class {
  /** Ascending, without those of a SubjectPublicKeyInfo: what stands near them is the rest of a certificate. */
  places = [];
  #byCurve = /* @__PURE__ */ new Map();
  #coordinates = /* @__PURE__ */ new Set();
  /** Whether there is any to compare with. */
  hasAny(curve2) {
    return this.#byCurve.has(curve2);
  }
  /** @param point uncompressed */
  has(curve2, point) {
    return this.#byCurve.get(curve2)?.has(textOf2(point)) ?? false;
  }
  add(curve2, point) {
    this.addCoordinates(point.subarray(1, 1 + curve2.bytes), point.subarray(1 + curve2.bytes));
    if (Buffer.compare(point, basePoint(curve2) ?? point) === 0) return;
    const points = this.#byCurve.get(curve2) ?? /* @__PURE__ */ new Set();
    this.#byCurve.set(curve2, points.add(textOf2(point)));
  }
  /** A number that is part of a point is no private key, and a list of certificate authorities has hundreds of them. */
  isCoordinate(number4) {
    return this.#coordinates.has(textOf2(number4));
  }
  /** @param numbers as wide as the curve */
  addCoordinates(...numbers3) {
    for (const number4 of numbers3) this.#coordinates.add(textOf2(number4));
  }
};
function publicPointsOf(image, nominees) {
  const points = new PublicPoints();
  for (const { spki: spki2 } of image.knownKeys) {
    const key = readSubjectPublicKey(spki2);
    if (key?.kind === "ec") points.add(key.curve, key.point);
  }
  const effort = new Effort(image, REASON);
  addEncoded(points, image, effort);
  for (const curve2 of primeCurves()) addPairs(points, nominees, curve2, effort);
  return points;
}
function addEncoded(points, image, effort) {
  const curves = primeCurves();
  for (const { bytes, at, start, end } of runsOf(image)) {
    const limit = Math.min(bytes.length, at + end - start + SLACK_BYTES2);
    const last = at + end - start;
    for (let form = bytes.indexOf(4, Math.max(0, at - SLACK_BYTES2)); form !== -1; form = bytes.indexOf(4, form + 1)) {
      if (form >= last) break;
      for (const curve2 of curves) {
        const point = bytes.subarray(form, form + 1 + 2 * curve2.curve.bytes);
        if (form + 1 + 2 * curve2.curve.bytes > limit || !mayBePoint(curve2, point)) continue;
        if (!effort.takes(EQUATION_US)) return;
        if (!isPoint(curve2, point)) continue;
        points.add(curve2.curve, point.slice());
        if (points.has(curve2.curve, point) && !isInBitString(bytes, form, point.length))
          points.places.push({ curve: curve2.curve, offset: start - at + form });
      }
    }
  }
}
function isInBitString(bytes, at, length) {
  return bytes[at - 1] === 0 && bytes[at - 2] === length + 1;
}
function mayBePoint({ curve: curve2 }, point) {
  return curve2.bytes !== 66 || point[1] <= 1 && point[67] <= 1;
}
function isPoint(curve2, point) {
  const { bytes } = curve2.curve;
  return isOnCurve2(curve2, fromBytes(point.subarray(1, 1 + bytes)), fromBytes(point.subarray(1 + bytes)));
}
function addPairs(points, nominees, curve2, effort) {
  const { bytes } = curve2.curve;
  const plain2 = /* @__PURE__ */ new Set();
  const montgomery = /* @__PURE__ */ new Map();
  for (const nominee2 of nominees) {
    if (nominee2.form === "register") continue;
    for (const spelling of nominee2.spellings) {
      const number4 = bigEndian(nominee2.bytes, spelling);
      if (plain2.size === MAX_COORDINATES || number4.length > bytes || number4.length < bytes - 1) continue;
      const value = fromBytes(number4);
      if (value >= curve2.p) continue;
      plain2.add(value);
      if (spelling === "little-endian") montgomery.set(value * curve2.fromMontgomery % curve2.p, value);
    }
  }
  for (const [x, y] of pairsAmong([...plain2], curve2, effort)) points.add(curve2.curve, encoded(bytes, x, y));
  for (const [x, y] of pairsAmong([...montgomery.keys()], curve2, effort)) {
    points.add(curve2.curve, encoded(bytes, x, y));
    const asTheyStand = encoded(bytes, montgomery.get(x), montgomery.get(y));
    points.addCoordinates(asTheyStand.subarray(1, 1 + bytes), asTheyStand.subarray(1 + bytes));
  }
}
function encoded(bytes, ...coordinates2) {
  const digits = coordinates2.map((coordinate2) => coordinate2.toString(16).padStart(2 * bytes, "0"));
  return Buffer.from(`04${digits.join("")}`, "hex");
}
function* pairsAmong(numbers3, curve2, effort) {
  const bySquare = /* @__PURE__ */ new Map();
  for (const y of numbers3) {
    if (!effort.takes(EQUATION_US)) return;
    bySquare.set(y * y % curve2.p, y);
  }
  for (const x of numbers3) {
    if (!effort.takes(EQUATION_US)) return;
    const y = bySquare.get(rightSide(curve2, x));
    if (y !== void 0) yield [x, y];
  }
}
function textOf2(point) {
  return Buffer.from(point.buffer, point.byteOffset, point.length).toString("latin1");
}

// src/detect/memory/signature-values.ts
var LENGTHS = /* @__PURE__ */ new Set([32, 33, 48, 49, 64, 65, 66]);
function signatureValues(image) {
  const values = /* @__PURE__ */ new Set();
  for (const { bytes, at, start, end } of runsOf(image)) {
    const last = at + end - start;
    for (let tag = bytes.indexOf(2, Math.max(0, at - SLACK_BYTES2)); tag !== -1; tag = bytes.indexOf(2, tag + 1)) {
      if (tag >= last) break;
      const length = bytes[tag + 1];
      const behind = tag + 2 + length;
      if (!LENGTHS.has(length) || bytes[behind] !== 2 || Math.abs(bytes[behind + 1] - length) > 2) continue;
      values.add(valueText(bytes.subarray(tag + 2, behind)));
    }
  }
  return values;
}
function valueText(number4) {
  const first = number4.findIndex((byte) => byte !== 0);
  const significant = number4.subarray(first === -1 ? number4.length : first);
  return Buffer.from(significant.buffer, significant.byteOffset, significant.length).toString("latin1");
}

// src/detect/memory/ec-in-memory.ts
var ecInMemory = {
  id: "ec-in-memory",
  form: {
    specification: "SEC 1, section 3.2.1; BIGNUM and OSSL_PARAM of libcrypto, slices of Go, arrays of HotSpot, .NET and CPython, chunks of glibc, strings of V8",
    proof: "d·G is a public point that stands in the same image, or a certificate, SSH key, JWK or watched key has it"
  },
  title: "EC private key in memory",
  severity: "critical",
  confidence: "proven",
  advice: PRIVATE_KEY_ADVICE,
  search
};
function* search(image) {
  const nominees = nomineesOf(image);
  const points = publicPointsOf(image, nominees);
  const { proven: proven2, unknown } = multiply2(image, candidatesOf(image, nominees, points), points);
  proven2.push(...withCompressedPoint(image, unknown));
  yield* nonces(image, unknown);
  for (const { publicKey: publicKey2, candidate } of proven2)
    for (const place3 of candidate.places) yield matchAt(publicKey2, place3.offset, lengthOf(place3), place3.form);
  yield* otherPlaces(image, proven2);
}
var P256 = CURVES.find(({ name }) => name === "P-256");
function candidatesOf(image, nominees, points) {
  const candidates2 = new Candidates(points);
  const curves = CURVES.filter((curve2) => curve2 === P256 || points.hasAny(curve2));
  for (const nominee2 of nominees) {
    if (nominee2.rank === 2 && curves.every((curve2) => !points.hasAny(curve2))) continue;
    for (const curve2 of nominee2.form === "register" ? [P256] : curves) candidates2.add(curve2, nominee2);
  }
  for (const { curve: curve2, nominee: nominee2 } of besidePoints(image, points.places, costUs)) candidates2.add(curve2, nominee2);
  return candidates2.inOrder();
}
var Candidates = class {
  #points;
  #byName = /* @__PURE__ */ new Map();
  constructor(points) {
    this.#points = points;
  }
  add(curve2, nominee2) {
    for (const spelling of nominee2.spellings) {
      const number4 = bigEndian(nominee2.bytes, spelling);
      if (number4.length > curve2.bytes || number4.length < curve2.bytes - 1) continue;
      const scalar = new Uint8Array(curve2.bytes);
      scalar.set(number4, curve2.bytes - number4.length);
      if (this.#points.isCoordinate(scalar)) continue;
      const name = `${curve2.name} ${Buffer.from(scalar).toString("latin1")}`;
      const known4 = this.#byName.get(name);
      if (known4 === void 0) this.#byName.set(name, { curve: curve2, scalar, rank: nominee2.rank, places: [nominee2] });
      else if (!isPlaceOf(known4, nominee2)) known4.places.push(nominee2);
    }
  }
  /** The likeliest first. */
  inOrder() {
    return [...this.#byName.values()].sort((a, b) => a.rank - b.rank || costUs(a.curve) - costUs(b.curve));
  }
};
function isPlaceOf({ places }, { offset, form }) {
  return form === "beside-point" && places.some((place3) => place3.offset === offset);
}
function costUs(curve2) {
  if (curve2 === P256) return 30;
  return curve2.bytes <= 32 ? 500 : curve2.bytes <= 48 ? 1200 : 2500;
}
var REASON2 = "too many numbers may be EC private keys, of which the likeliest were tried; scan again with the certificate in watch-keys, or a smaller dump";
function multiply2(image, candidates2, points) {
  const effort = new Effort(image, REASON2);
  const proven2 = [];
  const unknown = [];
  for (const candidate of candidates2) {
    const { curve: curve2, scalar } = candidate;
    if (!effort.takes(costUs(curve2))) break;
    const publicKey2 = proveEc(curve2, scalar, void 0);
    if (publicKey2 === void 0) continue;
    if (points.has(curve2, publicKey2.point)) proven2.push({ publicKey: publicKey2, candidate });
    else if (candidate.rank < 2) unknown.push({ publicKey: publicKey2, candidate });
  }
  return { proven: proven2, unknown };
}
function withCompressedPoint(image, scalars) {
  const compressed2 = scalars.map(
    ({ publicKey: { curve: curve2, point } }) => Uint8Array.of(2 + (point.at(-1) & 1), ...point.subarray(1, 1 + curve2.bytes))
  );
  const seen = /* @__PURE__ */ new Set();
  for (const { index } of findStrings(image, compressed2)) seen.add(index);
  return [...seen].map((index) => scalars[index]);
}
function* nonces(image, scalars) {
  if (scalars.length === 0) return;
  const values = signatureValues(image);
  for (const { publicKey: publicKey2, candidate } of scalars) {
    const { curve: curve2, scalar, places } = candidate;
    if (!values.has(valueText(publicKey2.point.subarray(1, 1 + curve2.bytes)))) continue;
    const fingerprint = tokenFingerprint(scalar);
    for (const place3 of places) {
      const { offset, form } = place3;
      const facts = { kind: "ecdsa-nonce", curve: curve2.name, keySha256: sha256Hex(scalar), form };
      yield { offset, length: lengthOf(place3), fingerprint, preview: "", facts, title: NONCE_TITLE, severity: "high" };
    }
  }
}
var NONCE_TITLE = "Nonce of an ECDSA signature beside it: the private key follows from both";
function* otherPlaces(image, proven2) {
  const strings = proven2.flatMap(
    ({ candidate, publicKey: publicKey2 }) => spelled(candidate.scalar).map((string) => ({ string, publicKey: publicKey2, places: candidate.places }))
  );
  const hits = [
    ...findStrings(
      image,
      strings.map(({ string }) => string)
    )
  ];
  for (const { index, offset } of hits) {
    const { string, publicKey: publicKey2, places } = strings[index];
    if (places.every((place3) => place3.offset !== offset)) yield matchAt(publicKey2, offset, string.length, "number");
  }
}
function matchAt(publicKey2, offset, length, form) {
  return keyMatch({ state: "proven", structure: form, length, publicKey: publicKey2 }, { offset, length, form, preview: "" });
}

// src/detect/memory/edwards-in-memory.ts
var edwardsInMemory = {
  id: "edwards-in-memory",
  form: {
    specification: "RFC 8032, section 5.1.5; RFC 7748, section 5; ECX_KEY of libcrypto 3; seed and public half as in libsodium and Go",
    proof: "the public half that follows from it stands beside it or elsewhere in the same image, or a certificate, SSH key, JWK or watched key has it"
  },
  title: "Ed25519 or Ed448 private key in memory",
  severity: "critical",
  confidence: "proven",
  advice: PRIVATE_KEY_ADVICE,
  search: search2
};
var EXCHANGE = { title: "X25519 or X448 private key in memory", severity: "medium" };
var [ED255193, ED4482, X255193, X4482] = EDWARDS_ALGORITHMS;
var ECX_TYPES = [X255193, X4482, ED255193, ED4482];
var ECX_KEY_BYTES = 104;
function* search2(image) {
  const known4 = knownKeysOf(image);
  const proven2 = merged([...ofStructures(image), ...ofNominees(image, known4)]);
  for (const { publicKey: publicKey2, places } of proven2) for (const place3 of places) yield matchAt2(publicKey2, place3, known4);
  yield* otherPlaces2(image, proven2, known4);
}
function merged(keys) {
  const byName = /* @__PURE__ */ new Map();
  for (const key of keys) {
    const same = byName.get(nameOf(key.publicKey));
    const others = key.places.filter(({ offset }) => !same?.places.some((place3) => place3.offset === offset));
    byName.set(nameOf(key.publicKey), same === void 0 ? key : { ...same, places: [...same.places, ...others] });
  }
  return [...byName.values()];
}
function* ofStructures(image) {
  for (const at of image.survey.edwardsKeys) {
    const bytes = image.read(at, ECX_KEY_BYTES).slice();
    if (bytes.length < ECX_KEY_BYTES) continue;
    const fields = new DataView(bytes.buffer);
    const algorithm = ECX_TYPES[fields.getUint32(96, true)];
    if (algorithm === void 0 || fields.getBigUint64(88, true) !== BigInt(algorithm.bytes)) continue;
    const address = fields.getBigUint64(80, true);
    const secret = image.memory.peek(address, algorithm.bytes)?.slice();
    const offset = image.offsetOf(address);
    if (secret === void 0 || offset === void 0) continue;
    const publicKey2 = proveEdwards(algorithm, secret, bytes.subarray(17, 17 + algorithm.bytes));
    if (publicKey2 !== void 0)
      yield { publicKey: publicKey2, secret, places: [{ offset, length: secret.length, form: "ecx-key" }] };
  }
}
var SEED_AND_PUBLIC_BYTES = 64;
var DERIVATION_US = 60;
var REASON3 = "too many numbers may be Ed25519 private keys, of which the likeliest were tried; scan again with the public key in watch-keys, or a smaller dump";
function* ofNominees(image, known4) {
  const effort = new Effort(image, REASON3);
  const kinds = new Set([...known4.values()].map(({ kind }) => kind));
  const unknown = [];
  const strings = stringsOf(nomineesOf(image));
  for (const [bytes, places] of strings.values()) {
    const isPair = bytes.length === SEED_AND_PUBLIC_BYTES;
    const secret = isPair ? bytes.subarray(0, ED255193.bytes) : bytes;
    for (const algorithm of EDWARDS_ALGORITHMS) {
      if (algorithm.bytes !== secret.length || isExchange(algorithm) && !kinds.has(algorithm.kind)) continue;
      if (!effort.takes(DERIVATION_US)) return yield* withPublicHalf(image, unknown);
      const claimed = isPair && algorithm === ED255193 ? bytes.subarray(ED255193.bytes) : void 0;
      const publicKey2 = proveEdwards(algorithm, secret, claimed);
      if (publicKey2 === void 0) continue;
      const isKnown = known4.has(nameOf(publicKey2)) || isSnapshotMember(strings, publicKey2);
      if (claimed !== void 0 || isKnown) yield { publicKey: publicKey2, secret, places };
      else unknown.push({ publicKey: publicKey2, secret, places });
    }
  }
  yield* withPublicHalf(image, unknown);
}
function isSnapshotMember(strings, { bytes }) {
  const places = strings.get(Buffer.from(bytes).toString("latin1"))?.[1] ?? [];
  return places.some(({ form }) => form === SNAPSHOT_FORM);
}
function stringsOf(nominees) {
  const strings = /* @__PURE__ */ new Map();
  for (const nominee2 of nominees) {
    const { offset, bytes, form, spellings: spellings2 } = nominee2;
    if (!spellings2.includes("big-endian")) continue;
    const isPair = bytes.length === SEED_AND_PUBLIC_BYTES && form === "chunk";
    const place3 = { offset, length: lengthOf(nominee2), form: isPair ? "seed-public" : form };
    const name = Buffer.from(bytes).toString("latin1");
    const same = strings.get(name);
    if (same === void 0) strings.set(name, [bytes, [place3]]);
    else same[1].push(place3);
  }
  return strings;
}
function* withPublicHalf(image, unknown) {
  const strings = unknown.flatMap((key, owner) => {
    const { bytes } = key.publicKey;
    const y = bytes.toReversed();
    y[0] &= 127;
    return [bytes, ...spelled(y)].map((string) => ({ string, owner }));
  });
  const seen = /* @__PURE__ */ new Set();
  const texts = strings.map(({ string }) => string);
  for (const { index } of findStrings(image, texts)) seen.add(strings[index].owner);
  for (const owner of seen) yield unknown[owner];
}
function* otherPlaces2(image, proven2, known4) {
  const hits = [
    ...findStrings(
      image,
      proven2.map(({ secret }) => secret)
    )
  ];
  for (const { index, offset } of hits) {
    const { publicKey: publicKey2, secret, places } = proven2[index];
    if (places.every((place3) => place3.offset !== offset))
      yield matchAt2(publicKey2, { offset, length: secret.length, form: "number" }, known4);
  }
}
function knownKeysOf(image) {
  const known4 = /* @__PURE__ */ new Map();
  for (const { spki: spki2 } of image.knownKeys) {
    const key = readSubjectPublicKey(spki2);
    if (key !== void 0 && isEdwards(key)) known4.set(nameOf(key), key);
  }
  return known4;
}
function isEdwards(key) {
  return EDWARDS_ALGORITHMS.some(({ kind }) => kind === key.kind);
}
function isExchange({ kind }) {
  return kind === "x25519" || kind === "x448";
}
function nameOf({ kind, bytes }) {
  return `${kind} ${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("hex")}`;
}
function matchAt2(publicKey2, { offset, length, form }, known4) {
  const match2 = keyMatch(
    { state: "proven", structure: form, length, publicKey: publicKey2 },
    { offset, length, form, preview: "" }
  );
  return isExchange(publicKey2.algorithm) && !known4.has(nameOf(publicKey2)) ? { ...match2, ...EXCHANGE } : match2;
}

// src/detect/proof/private-exponent.ts
var MAX_EXPONENT3 = 2 ** 20;
var MAX_COFACTOR3 = 1e3;
var RELATIVE_ERROR = 2 ** -49;
function mayBePrivateExponent(e, ratio) {
  if (e > MAX_EXPONENT3 || !(ratio > 0 && ratio < 1)) return false;
  const quotient = e * ratio;
  let rest = quotient;
  for (let denominator = 1, before2 = 0; denominator <= MAX_COFACTOR3; ) {
    const multiple = quotient * denominator;
    const whole = Math.round(multiple);
    if (whole > 0 && Math.abs(multiple - whole) <= multiple * RELATIVE_ERROR) return true;
    rest = 1 / (rest - Math.floor(rest));
    if (!Number.isFinite(rest)) return false;
    [denominator, before2] = [Math.floor(rest) * denominator + before2, denominator];
  }
  return false;
}

// src/detect/memory/number-order.ts
var NUMBER_ORDERS = ["limbs", "big", "java", "digits30", "digits28"];
var DIGIT_BITS = { digits30: 30, digits28: 28 };
function numberIn(bytes, order) {
  if (bytes.length === 0) return 0n;
  if (order === "digits30" || order === "digits28") return numberOfDigits(bytes, DIGIT_BITS[order]);
  const big = Buffer.from(bytes);
  if (order === "limbs") big.reverse();
  if (order === "java") big.swap32();
  return BigInt(`0x${big.toString("hex")}`);
}
function spellNumber(value, byteLength, order) {
  if (order === "digits30" || order === "digits28") return digitsOf(value, 8 * byteLength, DIGIT_BITS[order]);
  const width = order === "java" ? 4 * Math.ceil(byteLength / 4) : byteLength;
  const bytes = Buffer.from(value.toString(16).padStart(2 * width, "0"), "hex");
  if (order === "limbs") bytes.reverse();
  if (order === "java") bytes.swap32();
  return bytes;
}
function digitBytes(bits, order) {
  return 4 * Math.ceil(bits / DIGIT_BITS[order]);
}
function numberOfDigits(bytes, digitBits) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const digits = [];
  for (let at = bytes.length - 4; at >= 0; at -= 4)
    digits.push(view.getUint32(at, true).toString(2).padStart(digitBits, "0"));
  return BigInt(`0b${digits.join("")}`);
}
function digitsOf(value, bits, digitBits) {
  const bytes = new Uint8Array(4 * Math.ceil(bits / digitBits));
  const view = new DataView(bytes.buffer);
  for (let at = 0, rest = value; at < bytes.length; at += 4, rest >>= BigInt(digitBits))
    view.setUint32(at, Number(rest & (1n << BigInt(digitBits)) - 1n), true);
  return bytes;
}

// src/detect/memory/number-list.ts
function lowWordsOf(value) {
  return { low: Number(BigInt.asIntN(32, value)), next: Number(BigInt.asIntN(32, value >> 32n)) };
}
var NumberList = class {
  order;
  /** Bytes that each takes in the image. */
  width;
  offsets = [];
  lows = [];
  nexts = [];
  constructor(order, width) {
    this.order = order;
    this.width = width;
  }
  get length() {
    return this.offsets.length;
  }
  /** One that stands before the last is passed over: it is there already. */
  add(offset, { low, next }) {
    const { offsets, lows, nexts } = this;
    if (offsets.length > 0 && offset <= offsets[offsets.length - 1]) return;
    offsets.push(offset);
    lows.push(low);
    nexts.push(next);
  }
  valueAt(index, image) {
    const bytes = image.read(this.offsets[index], this.width);
    return bytes.length === this.width ? numberIn(bytes, this.order) : void 0;
  }
};

// src/detect/memory/bignum-factors.ts
function possiblePrimesOf({ numbers: numbers3 }) {
  const lists = /* @__PURE__ */ new Map();
  for (const number4 of numbers3) {
    if (SMALL_PRIMES.some((prime) => number4.value % prime === 0n)) continue;
    const list2 = lists.get(number4.limbs);
    if (list2 === void 0) lists.set(number4.limbs, [number4]);
    else list2.push(number4);
  }
  return [...lists].map(([limbs, list2]) => ({
    width: 8 * limbs,
    offsets: list2.map(({ offset }) => offset),
    lows: list2.map(({ value }) => lowWordsOf(value).low),
    nexts: list2.map(({ value }) => lowWordsOf(value).next),
    valueAt: (index) => list2[index].value
  }));
}
var SMALL_PRIMES = [3n, 5n, 7n, 11n, 13n];
var USUAL_EXPONENTS2 = [65537n, 3n, 17n];
var MOST_TRIES = 1 << 18;
function exponentsOf({ small }) {
  const own = small.filter((value) => value >= 3n && value < 1n << 32n);
  return [.../* @__PURE__ */ new Set([...USUAL_EXPONENTS2, ...own])].slice(0, MOST_EXPONENTS);
}
var MOST_EXPONENTS = 12;
function factorByExponents(pool, onFactor) {
  const exponents = exponentsOf(pool);
  let tries = 0;
  for (const numbers3 of byLimbs(pool.numbers)) {
    const tops = numbers3.map(({ value, limbs }) => Number(value >> BigInt(64 * limbs - 64)));
    for (const [index, { value: n }] of numbers3.entries()) {
      if (bitLength(n) % 8 !== 0) continue;
      for (const [other, { value: d }] of numbers3.entries()) {
        if (d >= n || other === index) continue;
        for (const e of exponents) {
          if (++tries > MOST_TRIES) return false;
          if (!mayBePrivateExponent(Number(e), tops[other] / tops[index])) continue;
          const [p, q] = primesOf(n, e, d) ?? [];
          if (p !== void 0 && q !== void 0 && p * q === n) onFactor(n, p);
        }
      }
    }
  }
  return true;
}
function byLimbs(numbers3) {
  const groups = /* @__PURE__ */ new Map();
  for (const number4 of numbers3) {
    if (number4.limbs < 8) continue;
    const group = groups.get(number4.limbs);
    if (group === void 0) groups.set(number4.limbs, [number4]);
    else group.push(number4);
  }
  return groups.values();
}

// src/detect/memory/bignum-pool.ts
var LIMB_BYTES = 8;
var MIN_LIMBS = 4;
var MOST_STRUCTURES = 1 << 16;
function readBignums(image) {
  const { bignums } = image.survey;
  if (image.memory.pointerBytes !== 8) return { numbers: [], small: [], isFull: false };
  const numbers3 = /* @__PURE__ */ new Map();
  const small = /* @__PURE__ */ new Set();
  for (const [count, at] of bignums.subarray(0, MOST_STRUCTURES).entries()) {
    if (count % STRUCTURES_PER_CHECK === 0) image.checkTime();
    const structure = image.read(at, 2 * LIMB_BYTES);
    if (structure.length < 2 * LIMB_BYTES) continue;
    const view = new DataView(structure.buffer, structure.byteOffset, structure.length);
    const pointer = view.getBigUint64(0, true);
    const limbs = view.getUint32(8, true);
    if (numbers3.has(pointer) || limbs !== 1 && limbs < MIN_LIMBS) continue;
    const bytes = image.memory.peek(pointer, limbs * LIMB_BYTES);
    if (bytes === void 0 || (bytes[0] & 1) === 0) continue;
    const value = numberIn(bytes, "limbs");
    if (value >> BigInt(64 * (limbs - 1)) === 0n) continue;
    const length = limbs * LIMB_BYTES;
    if (limbs === 1) small.add(value);
    else numbers3.set(pointer, { value, limbs, ...placeOf(image, pointer, length, at) });
  }
  const sorted = [...numbers3.values()].sort((a, b) => a.offset - b.offset);
  return { numbers: sorted, small: [...small], isFull: bignums.length > MOST_STRUCTURES };
}
var STRUCTURES_PER_CHECK = 1 << 12;
function placeOf(image, pointer, length, structure) {
  const first = image.offsetOf(pointer);
  const last = image.offsetOf(pointer + BigInt(length - 1));
  if (first === void 0 || last !== first + length - 1) return { offset: structure, length: 24 };
  return { offset: first, length };
}

// src/detect/memory/factored-moduli.ts
var MOST_COMPOSITES = 1e3;
var MOST_KEYS = 1e4;
var FactoredModuli = class {
  #byModulus = /* @__PURE__ */ new Map();
  #composites = /* @__PURE__ */ new Set();
  get all() {
    return [...this.#byModulus.values()];
  }
  /** Whether products were passed over because there were too many. */
  get isFull() {
    return this.#composites.size >= MOST_COMPOSITES || this.#byModulus.size >= MOST_KEYS;
  }
  has(n) {
    return this.#byModulus.has(n);
  }
  /** @param first a factor of n, odd */
  add(n, first) {
    const second = n / first;
    if (this.isFull || this.has(n) || first * second !== n || first === second) return;
    if (this.#isPrime(first) && this.#isPrime(second)) {
      const [p, q] = first > second ? [first, second] : [second, first];
      this.#byModulus.set(n, { n, p, q });
    }
  }
  #isPrime(number4) {
    if (number4 < SMALLEST || this.#composites.has(number4)) return false;
    if (looksPrime(number4)) return true;
    this.#composites.add(number4);
    return false;
  }
};
var SMALLEST = 1n << 64n;

// src/detect/memory/known-moduli.ts
var MOST_DIVIDED_SEEN = 8;
function knownModuliOf(keys) {
  const moduli = /* @__PURE__ */ new Map();
  for (const key of keys) {
    const publicKey2 = readSubjectPublicKey(key.spki);
    if (publicKey2?.kind === "rsa" && !moduli.has(publicKey2.n)) moduli.set(publicKey2.n, { publicKey: publicKey2, key });
  }
  return [...moduli.values()];
}
var ModulusWatch = class {
  primeWidths = /* @__PURE__ */ new Set();
  exponentWidths = /* @__PURE__ */ new Set();
  #onPrimes;
  /** By the bytes of n. */
  #byWidth = /* @__PURE__ */ new Map();
  constructor(known4, onPrimes) {
    this.#onPrimes = onPrimes;
    const seen = /* @__PURE__ */ new Map();
    for (const { key, publicKey: publicKey2 } of known4) {
      const { n, e } = publicKey2;
      const width = Math.ceil(bitLength(n) / 8);
      if (key.origin === "seen") seen.set(width, (seen.get(width) ?? 0) + 1);
      const top = Number(n >> BigInt(8 * width - 64));
      this.#byWidth.set(width, [...this.#byWidth.get(width) ?? [], { n, e, top }]);
    }
    for (const [width, count] of seen) {
      if (count <= MOST_DIVIDED_SEEN) continue;
      const watched = known4.filter(({ key }) => key.origin === "watched").map(({ publicKey: publicKey2 }) => publicKey2.n);
      this.#byWidth.set(
        width,
        this.#byWidth.get(width).filter(({ n }) => watched.includes(n))
      );
    }
    for (const [width, divided] of this.#byWidth) {
      if (divided.length === 0) continue;
      this.exponentWidths.add(width);
      this.primeWidths.add(width / 2);
    }
  }
  onPrime(bytes, order, width) {
    const p = numberIn(bytes, order);
    for (const { n } of this.#byWidth.get(2 * width) ?? []) if (n % p === 0n) this.#onPrimes(n, p, n / p);
  }
  onExponent(bytes, order) {
    const top = leadingBits(bytes, order);
    for (const known4 of this.#byWidth.get(bytes.length) ?? []) {
      if (!mayBePrivateExponent(Number(known4.e), top / known4.top)) continue;
      const [p, q] = primesOf(known4.n, known4.e, numberIn(bytes, order)) ?? [];
      if (p !== void 0 && q !== void 0 && p * q === known4.n) this.#onPrimes(known4.n, p, q);
    }
  }
};
function leadingBits(bytes, order) {
  const at = order === "limbs" ? bytes.length - 8 : 0;
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, 8);
  if (order === "limbs") return view.getUint32(4, true) * 2 ** 32 + view.getUint32(0, true);
  return view.getUint32(0, order === "java") * 2 ** 32 + view.getUint32(4, order === "java");
}

// src/detect/memory/modulus-table.ts
var ModulusTable = class {
  /** Of each modulus the bit `low >>> 10` is set. 512 KiB, and so in the second-level cache. */
  bits = new Uint32Array(1 << 17);
  /** The same with the lower half, but for the last bit, which is set in all. */
  #lowerBits = new Uint32Array(1 << 17);
  /** Sorted: bits 0 to 31 of a modulus times MOST, and its number in the order of `#sources`. */
  #keys;
  #sources;
  /** Number of the first of each source. */
  #starts = [];
  constructor(certain, lists) {
    this.#sources = [numbersOf(certain), ...lists];
    let count = 0;
    for (const { lows } of this.#sources) {
      this.#starts.push(count);
      count += lows.length;
    }
    this.#keys = new Float64Array(Math.min(count, MOST));
    for (const [index, { lows }] of this.#sources.entries())
      for (let at = 0; at < lows.length; at++) this.#add(lows[at], this.#starts[index] + at);
    this.#keys.sort();
  }
  /** @param low bits 0 to 31, of which `bits` knows */
  has(low) {
    if ((this.#lowerBits[low >>> 6 & 131071] >>> (low >>> 1 & 31) & 1) === 0) return false;
    const key = this.#keys[this.#find(low)];
    return key !== void 0 && key < ((low >>> 0) + 1) * MOST;
  }
  /** The product of two numbers of a list, when it is one of the moduli. */
  productOf(numbers3, [first, second], image) {
    const { low, next } = lowWordsOf(low64(numbers3, first) * low64(numbers3, second));
    let product;
    const end = Math.min(this.#keys.length, this.#find(low) + MOST_ALIKE);
    for (let at = this.#find(low); at < end && this.#keys[at] < ((low >>> 0) + 1) * MOST; at++) {
      const [source, index] = this.#sourceOf(this.#keys[at] % MOST);
      if (source.nexts[index] !== next) continue;
      product ??= (numbers3.valueAt(first, image) ?? 0n) * (numbers3.valueAt(second, image) ?? 0n);
      if (source.valueAt(index, image) === product) return product;
    }
    return void 0;
  }
  #add(low, number4) {
    if (number4 >= MOST) return;
    this.#keys[number4] = (low >>> 0) * MOST + number4;
    this.bits[low >>> 15] |= 1 << (low >>> 10 & 31);
    this.#lowerBits[low >>> 6 & 131071] |= 1 << (low >>> 1 & 31);
  }
  /** Where the first key is that is not below those of `low`. */
  #find(low) {
    const wanted = (low >>> 0) * MOST;
    let [from, to] = [0, this.#keys.length];
    while (from < to) {
      const middle = from + to >>> 1;
      if (this.#keys[middle] < wanted) from = middle + 1;
      else to = middle;
    }
    return from;
  }
  #sourceOf(number4) {
    let source = this.#starts.length - 1;
    while (this.#starts[source] > number4) source--;
    return [this.#sources[source], number4 - this.#starts[source]];
  }
};
var MOST = 2 ** 21;
var MOST_ALIKE = 256;
function low64({ lows, nexts }, index) {
  return (BigInt(nexts[index]) << 32n) + BigInt(lows[index] >>> 0);
}
function numbersOf(values) {
  const words = values.map(lowWordsOf);
  return {
    ...{ width: 0, offsets: [], lows: words.map(({ low }) => low), nexts: words.map(({ next }) => next) },
    valueAt: (index) => values[index]
  };
}

// src/detect/memory/prime-pairs.ts
var USUAL_REACH_BYTES = 1 << 20;
var SMALL_PRIME_BYTES = 32;
var SMALL_PRIME_REACH_BYTES = 64 << 10;
var LEAST_REACH_BYTES = 128 << 10;
var MOST_PAIRS_ANYWHERE = 1 << 20;
var MOST_PAIRS_A_MIB = 1 << 20;
var PAIRS_PER_CHECK = 1 << 20;
function reachOf({ offsets, width }, bytes) {
  const most = MOST_PAIRS_ANYWHERE + MOST_PAIRS_A_MIB * (bytes / (1 << 20));
  if (offsets.length * (offsets.length - 1) / 2 <= MOST_PAIRS_ANYWHERE)
    return { reach: Number.POSITIVE_INFINITY, isShort: false };
  const isSmall = width === SMALL_PRIME_BYTES;
  let reach = isSmall ? SMALL_PRIME_REACH_BYTES : USUAL_REACH_BYTES;
  while (pairsWithin(offsets, reach) > most) reach /= 2;
  return { reach, isShort: !isSmall && reach < LEAST_REACH_BYTES };
}
function pairsWithin(offsets, reach) {
  let pairs3 = 0;
  for (let first = 0, last = 0; last < offsets.length; last++) {
    while (offsets[last] - offsets[first] > reach) first++;
    pairs3 += last - first;
  }
  return pairs3;
}
function forProducts({ offsets, lows }, reach, table, { onProduct, checkTime }) {
  const words = Int32Array.from(lows);
  const { bits } = table;
  let untilCheck = PAIRS_PER_CHECK;
  for (let first = 0, end = 0; first < words.length; first++) {
    while (end < words.length && offsets[end] - offsets[first] <= reach) end++;
    const low = words[first];
    for (let second = first + 1; second < end; second++) {
      const product = Math.imul(low, words[second]);
      if ((bits[product >>> 15] >>> (product >>> 10 & 31) & 1) === 0) continue;
      if (table.has(product)) onProduct(first, second);
    }
    untilCheck -= end - first;
    if (untilCheck > 0) continue;
    checkTime();
    untilCheck = PAIRS_PER_CHECK;
  }
}

// src/detect/memory/small-factors.ts
function hasSmallFactor(view, at, bytes, order) {
  const isLittle = order !== "big";
  const step = order === "limbs" ? 4 : -4;
  let word = order === "limbs" ? at : at + bytes - 4;
  let [low, middle, high] = [0, 0, 0];
  let left = bytes >> 2;
  for (; left >= 3; left -= 3) {
    low += view.getUint32(word, isLittle);
    middle += view.getUint32(word + step, isLittle);
    high += view.getUint32(word + 2 * step, isLittle);
    word += 3 * step;
  }
  if (left > 0) low += view.getUint32(word, isLittle);
  if (left > 1) middle += view.getUint32(word + step, isLittle);
  return HAS_FACTOR[residueOf(residueOf(low) + residueOf(middle) * WORD + residueOf(high) * WORD_SQUARED)] === 1;
}
var PRIMES = [3, 5, 7, 13, 17];
var MODULUS = 3 * 5 * 7 * 13 * 17;
var WORD = 2 ** 32 % MODULUS;
var WORD_SQUARED = WORD * WORD % MODULUS;
var HAS_FACTOR = Uint8Array.from(
  { length: MODULUS + 1 },
  (_, value) => PRIMES.some((prime) => value % prime === 0) ? 1 : 0
);
function residueOf(sum) {
  return sum - Math.floor(sum * (1 / MODULUS) - 1e-5) * MODULUS;
}

// src/detect/memory/random-windows.ts
var WIDTHS2 = [32, 64, 96, 128, 192, 256, 384, 512];
var MIN_PRIME_BYTES = 32;
var MAX_PRIME_BYTES = 256;
var MIN_TOP_OF_PRIME = 181;
var MIN_TOP_OF_MODULUS = 128;
var EDGE_BYTES = 7;
var MIN_EDGE_WIDTH = 128;
var SLACK_BYTES3 = 16;
var DIGITS_SLACK_BYTES = 40;
var MAX_RUN_BYTES3 = 16 << 10;
var END_BYTES = 4 << 10;
var MOST_MODULI = 1 << 18;
var OVERLAP_BYTES2 = 16 << 20;
var RUNS_PER_CHECK = 1 << 9;
function* findPossibleNumbers(image, watch) {
  const { runs } = image.survey;
  for (let from = 0; from < runs.length; ) {
    const finder2 = new NumberFinder(image, watch);
    let to = from;
    for (; to < runs.length && finder2.modulusCount < MOST_MODULI; to += 2) {
      if (to % RUNS_PER_CHECK === 0) image.checkTime();
      lookAtRun(finder2, runs[to], runs[to + 1]);
    }
    const [start, end] = [runs[from], runs[to - 2] + runs[to - 1]];
    const { primes, moduli } = finder2;
    yield { primes, moduli, start, end };
    const overlap = end - Math.min(OVERLAP_BYTES2, (end - start) / 4);
    const last = to;
    while (to < runs.length && to - 2 > from && runs[to - 2] >= overlap) to -= 2;
    from = last === runs.length ? last : to;
  }
}
function lookAtRun(finder2, offset, length) {
  if (length <= MAX_RUN_BYTES3) finder2.look(offset, length);
  else {
    finder2.look(offset, END_BYTES);
    finder2.look(offset + length - END_BYTES, END_BYTES);
  }
}
var NumberFinder = class {
  primes = [];
  moduli = [];
  modulusCount = 0;
  #image;
  #watch;
  #alignBytes;
  #bytes = new Uint8Array(0);
  #view = new DataView(new ArrayBuffer(0));
  /** In the image, of the first of `#bytes`. */
  #base = 0;
  /** Of the run, in `#bytes`. */
  #start = 0;
  #end = 0;
  constructor(image, watch) {
    this.#image = image;
    this.#watch = watch;
    this.#alignBytes = image.memory.pointerBytes === 4 ? 4 : 8;
  }
  look(offset, length) {
    if (length + 2 * SLACK_BYTES3 < MIN_PRIME_BYTES) return;
    const base = Math.max(0, offset - DIGITS_SLACK_BYTES);
    const around = this.#image.read(base, offset - base + length + DIGITS_SLACK_BYTES);
    this.#show(around, base, { offset, length });
    this.#lookForDigits();
    const before2 = Math.max(0, offset - base - SLACK_BYTES3);
    const near = around.subarray(before2, offset - base + length + SLACK_BYTES3);
    this.#show(near, base + before2, { offset, length });
    const places = this.#findPlaces();
    const begin = Array.from({ length: 2 * EDGE_BYTES + 1 }, (_, index) => this.#start - EDGE_BYTES + index);
    const withEdge = [.../* @__PURE__ */ new Set([...begin.filter((at) => at >= 0), ...places])].sort((a, b) => a - b);
    for (const width of WIDTHS2) {
      if (width < MIN_EDGE_WIDTH) this.#tryPlaces(places, width);
      else this.#tryEdges(withEdge, width);
    }
  }
  #show(bytes, base, run) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#base = base;
    this.#start = run.offset - base;
    this.#end = this.#start + run.length;
  }
  /**
   * Where a number of any width may begin: aligned, as an allocator would put it, and behind certain bytes. A zero stands before a number
   * with a sign whose top bit is set: in DER, in the formats of OpenSSH and libgcrypt, in Java's arrays. In HPROF the type of the elements
   * does, 8 byte or 10 int.
   */
  #findPlaces() {
    const places = [];
    const aligned = this.#alignBytes - 1;
    for (let at = 0; at < this.#bytes.length; at++) {
      const before2 = this.#bytes[at - 1];
      if ((at - this.#start & aligned) === 0 || before2 === 0 || before2 === 8 || before2 === 10) places.push(at);
    }
    return places;
  }
  #tryPlaces(places, width) {
    const last = this.#bytes.length - width;
    for (let next = 0; places[next] <= last; next++) this.#try(places[next], width);
  }
  /** In ascending order; beside the places given, those where a number ends with the run. */
  #tryEdges(places, width) {
    const last = this.#bytes.length - width;
    const firstAtEnd = Math.max(0, this.#end - width - EDGE_BYTES);
    const lastAtEnd = Math.min(last, this.#end - width + EDGE_BYTES);
    let next = 0;
    for (; places[next] < firstAtEnd; next++) this.#try(places[next], width);
    for (let at = firstAtEnd; at <= lastAtEnd; at++) this.#try(at, width);
    for (; places[next] <= last; next++) if (places[next] > lastAtEnd) this.#try(places[next], width);
  }
  #try(at, width) {
    const bytes = this.#bytes;
    const isExponent = this.#watch.exponentWidths.has(width);
    const fewestTop = isExponent ? 0 : MIN_TOP_OF_MODULUS;
    const [first, last] = [bytes[at], bytes[at + width - 1]];
    if (first >= fewestTop && (last & 1) === 1) this.#consider(at, width, "big", first);
    if ((at - this.#start & 3) !== 0) return;
    if (last >= fewestTop && (first & 1) === 1) this.#consider(at, width, "limbs", last);
    const top = bytes[at + 3];
    if (top >= fewestTop && (bytes[at + width - 4] & 1) === 1) this.#consider(at, width, "java", top);
  }
  #consider(at, width, order, top) {
    if (this.#watch.exponentWidths.has(width)) this.#watch.onExponent(this.#bytes.subarray(at, at + width), order);
    if (top < MIN_TOP_OF_MODULUS || hasSmallFactor(this.#view, at, width, order)) return;
    const low = lowWordsAt(this.#view, at, width, order);
    if (low.next === 0) return;
    this.#add(order, { at, width, length: width, low, top });
  }
  /** Digits have their top bits clear, so they end where a run of them ends; before them stands a header or a length. */
  #lookForDigits() {
    for (const order of ["digits30", "digits28"]) {
      for (let at = this.#start % 4; at <= this.#start + 8; at += 4) {
        if (at + FEWEST_DIGITS * 4 > this.#bytes.length || !this.#areDigits(at, order)) continue;
        for (const width of WIDTHS2) this.#considerDigits(at, width, order);
      }
    }
  }
  #areDigits(at, order) {
    if ((this.#view.getUint8(at) & 1) === 0) return false;
    const limit = 2 ** DIGIT_BITS[order];
    for (let digit = 0; digit < FEWEST_DIGITS; digit++)
      if (this.#view.getUint32(at + 4 * digit, true) >= limit) return false;
    return true;
  }
  #considerDigits(at, width, order) {
    const length = digitBytes(8 * width, order);
    if (at + length > this.#bytes.length) return;
    const topBits = 8 * width - (length / 4 - 1) * DIGIT_BITS[order];
    if (this.#view.getUint32(at + length - 4, true) >>> topBits - 1 !== 1) return;
    const value = numberIn(this.#bytes.subarray(at, at + length), order);
    const top = Number(value >> BigInt(8 * width - 8));
    this.#add(order, { at, width, length, low: lowWordsOf(value), top });
  }
  #add(order, { at, width, length, low, top }) {
    if (width > MIN_PRIME_BYTES) {
      this.#addTo(this.moduli, order, length, this.#base + at, low);
      this.modulusCount++;
    }
    if (top < MIN_TOP_OF_PRIME || width > MAX_PRIME_BYTES) return;
    this.#addTo(this.primes, order, length, this.#base + at, low);
    if (this.#watch.primeWidths.has(width)) this.#watch.onPrime(this.#bytes.subarray(at, at + length), order, width);
  }
  #addTo(lists, order, length, offset, low) {
    let list2 = lists.find((known4) => known4.order === order && known4.width === length);
    if (list2 === void 0) {
      list2 = new NumberList(order, length);
      lists.push(list2);
    }
    list2.add(offset, low);
  }
};
var FEWEST_DIGITS = 8;
function lowWordsAt(view, at, width, order) {
  if (order === "limbs") return { low: view.getInt32(at, true), next: view.getInt32(at + 4, true) };
  const [isLittle, end] = [order === "java", at + width];
  return { low: view.getInt32(end - 4, isLittle), next: view.getInt32(end - 8, isLittle) };
}

// src/detect/memory/rsa-number-places.ts
function placesOfNumbers(image, keys, { numbers: bignums }, exponentsOf2) {
  const numbers3 = keys.flatMap((key) => numbersOf2(key, exponentsOf2(key)));
  const byValue = /* @__PURE__ */ new Map();
  for (const bignum of bignums) byValue.set(bignum.value, [...byValue.get(bignum.value) ?? [], bignum]);
  const places = /* @__PURE__ */ new Map();
  for (const number4 of numbers3)
    for (const { offset, length } of byValue.get(number4.value) ?? [])
      places.set(`${offset} ${number4.name}`, { ...number4, offset, length, order: "bignum" });
  const spellings2 = numbers3.flatMap(spellingsOf);
  const texts = spellings2.map(({ bytes }) => bytes);
  for (const { index, offset } of findStrings(image, texts)) {
    const { number: number4, order, bytes } = spellings2[index];
    const key = `${offset} ${number4.name}`;
    if (!places.has(key)) places.set(key, { ...number4, offset, length: bytes.length, order });
    if (places.size >= MOST_PLACES) break;
  }
  return [...places.values()];
}
var MOST_PLACES = 1 << 16;
function numbersOf2(key, exponents) {
  const numbers3 = [
    { of: key, name: "p", value: key.p },
    { of: key, name: "q", value: key.q }
  ];
  for (const e of exponents) {
    const d = privateExponents(key, e);
    if (d.length === 0) continue;
    numbers3.push(...d.map((value) => ({ of: key, name: "d", value, e })));
    numbers3.push(
      { of: key, name: "dp", value: d[0] % (key.p - 1n), e },
      { of: key, name: "dq", value: d[0] % (key.q - 1n), e }
    );
  }
  return numbers3;
}
function privateExponents({ p, q }, e) {
  const phi = (p - 1n) * (q - 1n);
  const large = inverseOf(e, phi);
  return large === void 0 ? [] : [large % (phi / gcd(p - 1n, q - 1n)), large];
}
function spellingsOf(number4) {
  const width = Math.ceil(bitLength(number4.value) / 8);
  if (width < MIN_BYTES) return [];
  return NUMBER_ORDERS.map((order) => ({ number: number4, order, bytes: spellNumber(number4.value, width, order) }));
}
var MIN_BYTES = 24;

// src/detect/memory/rsa-matches.ts
var FORMS = {
  bignum: "bignum",
  limbs: "le-limbs",
  big: "be",
  java: "java-int-array",
  digits30: "python-int",
  digits28: "tommath-digits"
};
var USUAL_EXPONENT = 65537n;
var OTHER_EXPONENTS = [3n, 17n, 257n, 5n, 35n, 37n, 41n];
function* rsaMatches(image, keys, { known: known4, bignums }) {
  if (keys.length === 0) return;
  const publicKeys = new Map(known4.map((modulus) => [modulus.publicKey.n, modulus]));
  const usual = placesOfNumbers(image, keys, bignums, ({ n }) => [publicKeys.get(n)?.publicKey.e ?? USUAL_EXPONENT]);
  const placesOf = new Map(keys.map((key) => [key, usual.filter(({ of }) => of === key)]));
  const unsure = keys.filter((key) => !publicKeys.has(key.n) && placesOf.get(key).every(({ e }) => e === void 0));
  if (unsure.length > 0) {
    const others = [...OTHER_EXPONENTS, ...exponentsOf(bignums)].filter((e) => e !== USUAL_EXPONENT);
    const more = placesOfNumbers(image, unsure, bignums, () => others);
    for (const key of unsure)
      placesOf.set(
        key,
        more.filter(({ of }) => of === key)
      );
  }
  for (const key of keys) yield* matchesOf(key, placesOf.get(key), publicKeys.get(key.n));
}
function* matchesOf(key, places, known4) {
  const confirmed = places.find(({ e }) => e !== void 0)?.e;
  const publicKey2 = known4?.publicKey ?? publicKeyOf2(key, confirmed);
  if (publicKey2 === void 0) return;
  const own = places.filter(({ name }) => name === "p" || name === "q" || name === "d");
  const facts = {
    found: foundOf(own),
    ...known4 === void 0 && confirmed === void 0 && { exponent: "assumed" }
  };
  const proven2 = { state: "proven", structure: "rsa", length: 0, publicKey: publicKey2 };
  const match2 = keyMatch(proven2, { offset: 0, length: 0, form: "", preview: PREVIEW, facts });
  for (const { offset, length, order } of own)
    yield { ...match2, offset, length, facts: { ...match2.facts, form: FORMS[order] } };
}
var PREVIEW = "number of an RSA key";
function publicKeyOf2(key, confirmed) {
  const { n, p, q } = key;
  for (const e of confirmed === void 0 ? [USUAL_EXPONENT, ...OTHER_EXPONENTS] : [confirmed]) {
    const [d] = privateExponents(key, e);
    const publicKey2 = d === void 0 ? void 0 : proveRsa({ n, e, d, p, q });
    if (publicKey2 !== void 0) return publicKey2;
  }
  return void 0;
}
function foundOf(places) {
  const names = [...new Set(places.map(({ name }) => name))].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
  return names.length === 1 ? names[0] : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
var ORDER = ["p", "q", "d"];

// src/detect/memory/rsa-in-memory.ts
var rsaInMemory = {
  id: "rsa-in-memory",
  form: {
    specification: "RFC 8017, section 3.2",
    proof: "p and q are prime, and their product is in the image too or is a known public key; or d fits n and e"
  },
  title: "RSA private key in memory",
  severity: "critical",
  confidence: "proven",
  advice: PRIVATE_KEY_ADVICE,
  *search(image) {
    const known4 = knownModuliOf(image.knownKeys);
    const bignums = readBignums(image);
    const keys = factor(image, known4, bignums);
    yield* rsaMatches(image, keys, { known: known4, bignums });
  }
};
function factor(image, known4, bignums) {
  const keys = new FactoredModuli();
  const watch = new ModulusWatch(known4, (n, p) => keys.add(n, p));
  const certain = [...known4.map(({ publicKey: publicKey2 }) => publicKey2.n), ...bignums.numbers.map(({ value }) => value)];
  let isThrough = factorByExponents(bignums, (n, p) => keys.add(n, p));
  const pairUp = (lists, table, bytes) => {
    for (const list2 of lists) {
      const { reach, isShort } = reachOf(list2, bytes);
      isThrough &&= !isShort;
      forProducts(list2, reach, table, {
        checkTime: () => image.checkTime(),
        onProduct: (first, second) => {
          const product = table.productOf(list2, [first, second], image);
          if (product !== void 0 && !keys.has(product)) keys.add(product, list2.valueAt(first, image) ?? 1n);
        }
      });
    }
  };
  pairUp(possiblePrimesOf(bignums), new ModulusTable(certain, []), image.size);
  for (const { primes, moduli, start, end } of findPossibleNumbers(image, watch))
    pairUp(primes, new ModulusTable(certain, moduli), end - start);
  if (!isThrough || bignums.isFull || keys.isFull) image.tellIncomplete(INCOMPLETE);
  return keys.all;
}
var INCOMPLETE = "more numbers look like parts of RSA keys than are held against each other; RSA keys that are numbers may have been missed";

// src/detect/known-key.ts
var MAX_SPKI_BYTES = 4 << 10;
function keptSpki(spki2) {
  return spki2.length <= MAX_SPKI_BYTES ? { spki: spki2.slice() } : {};
}

// src/detect/proof/certificate.ts
function readCertificate2(bytes, start = 0) {
  const outside2 = new DerCursor(bytes, start);
  const frame = outside2.element(TAG.sequence);
  const body3 = frame?.element(TAG.sequence);
  if (body3?.element(TAG.context0) === void 0 || body3.octets(TAG.integer) === void 0) return void 0;
  if (body3.element(TAG.sequence) === void 0) return void 0;
  const issuer = body3.element(TAG.sequence);
  const validity = body3.element(TAG.sequence);
  const subject = body3.element(TAG.sequence);
  const spkiStart = body3.position;
  if (issuer === void 0 || validity === void 0 || subject === void 0) return void 0;
  const spki2 = body3.element(TAG.sequence);
  const algorithm = spki2?.element(TAG.sequence);
  if (algorithm?.oid() === void 0 || spki2?.bitString() === void 0 || !spki2.atEnd) return void 0;
  if (frame?.element(TAG.sequence) === void 0 || frame.bitString() === void 0 || !frame.atEnd) return void 0;
  const notAfter = lastTime(validity);
  return {
    length: outside2.position - start,
    spkiSha256: sha256Hex(bytes.subarray(spkiStart, body3.position)),
    spki: bytes.subarray(spkiStart, body3.position),
    facts: {
      subject: nameText(subject),
      issuer: nameText(issuer),
      ...notAfter !== void 0 && { notAfter }
    }
  };
}
var SET = 49;
var UTC_TIME = 23;
var GENERALIZED_TIME2 = 24;
var BMP_STRING = 30;
var MAX_NAME_CHARACTERS = 200;
var MAX_ATTRIBUTES = 16;
var ATTRIBUTES = {
  "550403": "CN",
  "550405": "serialNumber",
  "550406": "C",
  "550407": "L",
  "550408": "ST",
  "55040a": "O",
  "55040b": "OU",
  "0992268993f22c640119": "DC",
  "2a864886f70d010901": "emailAddress"
};
function nameText(name) {
  const parts = [];
  while (!name.atEnd && parts.length < MAX_ATTRIBUTES) {
    const set = name.element(SET);
    if (set === void 0) break;
    while (!set.atEnd && parts.length < MAX_ATTRIBUTES) {
      const pair = set.element(TAG.sequence);
      const type = pair?.oid();
      const tag = pair?.nextTag;
      const value = tag === void 0 ? void 0 : pair?.octets(tag);
      if (type === void 0 || value === void 0) break;
      parts.push(`${ATTRIBUTES[type] ?? type}=${stringText(tag, value)}`);
    }
  }
  return parts.join(", ").slice(0, MAX_NAME_CHARACTERS);
}
function stringText(tag, value) {
  const bytes = Buffer.from(value.subarray(0, 2 * MAX_NAME_CHARACTERS));
  if (tag === BMP_STRING && bytes.length % 2 === 0) return bytes.swap16().toString("utf16le");
  return bytes.toString("utf8");
}
function lastTime(validity) {
  let text4;
  for (let i = 0; i < 2; i++) {
    const tag = validity.nextTag;
    const bytes = tag === UTC_TIME || tag === GENERALIZED_TIME2 ? validity.octets(tag) : void 0;
    text4 = bytes && Buffer.from(bytes).toString("latin1");
    if (tag === UTC_TIME && text4 !== void 0) text4 = `${Number(text4.slice(0, 2)) < 50 ? "20" : "19"}${text4}`;
  }
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text4 ?? "");
  if (parts === null) return void 0;
  const [, year, month, day, hour, minute, second] = parts;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
}

// src/detect/public/certificate-der.ts
var BYTES_BEFORE2 = 8;
var certificateDer = {
  id: "certificate-der",
  // [0] { INTEGER 2 }, then the tag of the serial number: version 3, which certificates with extensions have.
  trigger: { anchors: [byteAnchor("a0 03 02 01 02 02")], bytesBefore: BYTES_BEFORE2, reads: "bytes" },
  maxMatchBytes: 16 * 1024,
  inspect: inspect22
};
function inspect22(window, at) {
  for (const before2 of [8, 7, 6, 5]) {
    const offset = at - before2;
    if (offset < 0 || window[offset] !== 48 || (window[offset + 1] & 252) !== 128) continue;
    const certificate = readCertificate2(window.subarray(0, offset + certificateDer.maxMatchBytes), offset);
    if (certificate === void 0 || offset + certificate.length <= at) continue;
    const { length, spki: spki2, spkiSha256, facts } = certificate;
    return { offset, length, spkiSha256, ...keptSpki(spki2), fact: "certificate", facts };
  }
  return void 0;
}

// src/detect/public/certificate-pem.ts
var certificatePem = {
  id: "certificate-pem",
  trigger: {
    anchors: [
      "-----BEGIN CERTIFICATE-----",
      "-----BEGIN X509 CERTIFICATE-----",
      "-----BEGIN TRUSTED CERTIFICATE--"
    ].map((text4) => textAnchor(text4)),
    bytesBefore: 0,
    reads: "text"
  },
  maxMatchBytes: 24 * 1024,
  inspect: inspect23
};
var END = "-----END ";
function inspect23(window, at) {
  const view = Buffer.from(
    window.buffer,
    window.byteOffset,
    Math.min(window.length, at + certificatePem.maxMatchBytes)
  );
  const start = view.indexOf("-----", at + "-----BEGIN ".length) + 5;
  const end = start < 5 ? -1 : view.indexOf("-", start);
  if (end < 0 || view.toString("latin1", end, end + END.length) !== END) return void 0;
  const base64 = view.toString("latin1", start, end).replace(/\\{1,4}[nrt]/g, "").replace(/[^A-Za-z0-9+/]+/g, "");
  const certificate = readCertificate2(Buffer.from(base64, "base64"));
  if (certificate === void 0) return void 0;
  const { spki: spki2, spkiSha256, facts } = certificate;
  return { offset: at, length: end - at, spkiSha256, ...keptSpki(spki2), fact: "certificate", facts };
}

// src/detect/text/jwk-members.ts
var MAX_MEMBERS = 64;
var MAX_DEPTH4 = 8;
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
var [QUOTE2, APOSTROPHE, BACKSLASH, COMMA, COLON] = [34, 39, 92, 44, 58];
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
    if (this.position + backslashes >= this.#limit || quote !== QUOTE2 && quote !== APOSTROPHE) return void 0;
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
        if (closers.length === MAX_DEPTH4) return false;
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

// src/detect/public/jwk-public-key.ts
var MAX_OBJECT_BYTES = 8 * 1024;
var MAX_BRACES = 3;
var jwkPublicKey = {
  id: "jwk-public-key",
  trigger: { anchors: [textAnchor('"kid"'), textAnchor('kid\\"')], bytesBefore: MAX_OBJECT_BYTES, reads: "text" },
  maxMatchBytes: MAX_OBJECT_BYTES,
  inspect: inspect24
};
function inspect24(window, at) {
  let braces = 0;
  for (let offset = at - 1; offset >= Math.max(0, at - MAX_OBJECT_BYTES) && braces < MAX_BRACES; offset--) {
    const byte = window[offset];
    if (byte === 0 || byte === 125 || byte === 107 && isKid(window, offset)) return void 0;
    if (byte !== 123) continue;
    braces++;
    const object = readJsonObject(window, offset, offset + MAX_OBJECT_BYTES);
    if (object === void 0 || object.end <= at) continue;
    const kid = object.members.get("kid");
    const key = object.members.has("d") ? void 0 : publicKey(object.members);
    if (key === void 0 || kid === void 0 || !/^[\x20-\x5b\x5d-\x7e]{1,128}$/.test(kid)) return void 0;
    const spki2 = subjectPublicKeyInfo(key);
    const who = { spkiSha256: sha256Hex(spki2), ...keptSpki(spki2) };
    return { offset, length: object.end - offset, ...who, fact: "jwk", facts: { kid } };
  }
  return void 0;
}
function isKid(window, at) {
  const after = window[at + 3];
  return window[at + 1] === 105 && window[at + 2] === 100 && (after === 34 || after === 92);
}
function publicKey(members) {
  const bytes = (name) => {
    const text4 = members.get(name);
    return text4 !== void 0 && /^[A-Za-z0-9_-]{1,2800}$/.test(text4) ? Buffer.from(text4, "base64url") : void 0;
  };
  const [n, e, x, y] = ["n", "e", "x", "y"].map(bytes);
  const crv = members.get("crv");
  switch (members.get("kty")) {
    case "RSA": {
      const numbers3 = n && e && { n: fromBytes(n), e: fromBytes(e) };
      return numbers3 && isRsaPublicKey(numbers3.n, numbers3.e) ? { kind: "rsa", ...numbers3 } : void 0;
    }
    case "EC": {
      const curve2 = CURVES.find(({ jwkName }) => jwkName !== void 0 && jwkName === crv);
      if (curve2 === void 0 || x?.length !== curve2.bytes || y?.length !== curve2.bytes) return void 0;
      return { kind: "ec", curve: curve2, point: Buffer.concat([Uint8Array.of(4), x, y]) };
    }
    case "OKP": {
      const algorithm = EDWARDS_ALGORITHMS.find(({ name }) => name === crv);
      return algorithm !== void 0 && x?.length === algorithm.bytes ? { kind: algorithm.kind, algorithm, bytes: x } : void 0;
    }
    default:
      return void 0;
  }
}

// src/detect/public/ssh-public-key.ts
var ANCHORS = ["ssh-rsa AAAAB3NzaC1yc2E", "ssh-dss AAAAB3NzaC1kc3M", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5"].concat(
  "ecdsa-sha2-nistp256 AAAAE2VjZHNh",
  "ecdsa-sha2-nistp384 AAAAE2VjZHNh",
  "ecdsa-sha2-nistp521 AAAAE2VjZHNh"
);
var sshPublicKey = {
  id: "ssh-public-key",
  trigger: { anchors: ANCHORS.map((text4) => textAnchor(text4)), bytesBefore: 0, reads: "text" },
  // RSA-16384 takes 2,800 characters; the comment is cut at 128.
  maxMatchBytes: 3 * 1024,
  inspect: inspect25
};
var LINE = /^[a-z0-9-]{7,19} (AAAA[A-Za-z0-9+/]{40,2900}={0,2})(?: ([\x21-\x7e]{1,128}))?/;
function inspect25(window, at) {
  const line2 = LINE.exec(Buffer.from(window.subarray(at, at + sshPublicKey.maxMatchBytes)).toString("latin1"));
  const key = line2 === null ? void 0 : readSshPublicKey(Buffer.from(line2[1], "base64"));
  if (line2 === null || key === void 0) return void 0;
  const comment = line2[2];
  const spki2 = subjectPublicKeyInfo(key);
  return {
    ...{ offset: at, length: line2[0].length, spkiSha256: sha256Hex(spki2), ...keptSpki(spki2) },
    ...{ fact: "sshPublicKey", facts: comment === void 0 ? {} : { comment } }
  };
}

// src/detect/proof/five-bit-groups.ts
function fiveBitGroups(digits) {
  const bytes = [];
  let [state, bits] = [0, 0];
  for (const digit of digits) {
    state = (state << 5 | digit) & 4095;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push(state >> bits & 255);
  }
  return { bytes: Uint8Array.from(bytes), rest: state & (1 << bits) - 1, restBits: bits };
}

// src/detect/proof/bech32.ts
var ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
var GENERATOR = [996825010, 642813549, 513874426, 1027748829, 705979059];
var CHECKSUM_CHARACTERS = 6;
function decodeBech32(text4) {
  const lower = text4.toLowerCase();
  const separator = lower.lastIndexOf("1");
  if (separator < 1 || text4 !== lower && text4 !== text4.toUpperCase()) return void 0;
  const prefix = lower.slice(0, separator);
  const digits = [...lower.slice(separator + 1)].map((character2) => ALPHABET.indexOf(character2));
  if (digits.length < CHECKSUM_CHARACTERS || digits.includes(-1)) return void 0;
  const codes = [...prefix].map((character2) => character2.charCodeAt(0));
  if (polymod([...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31), ...digits]) !== 1) return;
  const bytes = toBytes2(digits.slice(0, -CHECKSUM_CHARACTERS));
  return bytes && { prefix, bytes };
}
function polymod(values) {
  let state = 1;
  for (const value of values) {
    const top = state >>> 25;
    state = (state & 33554431) << 5 ^ value;
    for (const [bit, term] of GENERATOR.entries()) if (top >> bit & 1) state ^= term;
  }
  return state >>> 0;
}
function toBytes2(digits) {
  const { bytes, rest, restBits } = fiveBitGroups(digits);
  return restBits < 5 && rest === 0 ? bytes : void 0;
}

// src/detect/proof/raw-edwards.ts
function ed25519Key(seed, claimed, length) {
  const publicKey2 = proveEdwards(EDWARDS_ALGORITHMS[0], seed, claimed);
  return publicKey2 && { state: "proven", structure: "raw", length, publicKey: publicKey2 };
}
function x25519Key(secret, claimed, length) {
  const publicKey2 = proveEdwards(EDWARDS_ALGORITHMS[2], secret, claimed);
  return publicKey2 && { state: "proven", structure: "raw", length, publicKey: publicKey2 };
}

// src/detect/text/byte-runs.ts
function membersOf3(pattern) {
  let members = known3.get(pattern.source);
  if (members === void 0) {
    members = Uint8Array.from({ length: 256 }, (_, byte) => pattern.test(String.fromCharCode(byte)) ? 1 : 0);
    known3.set(pattern.source, members);
  }
  return members;
}
var known3 = /* @__PURE__ */ new Map();
var HEX_DIGITS = membersOf3(/[0-9A-Fa-f]/);
var BASE32_DIGITS = membersOf3(/[A-Z2-7]/);
var BASE58_DIGITS = membersOf3(/[1-9A-HJ-NP-Za-km-z]/);
var BASE64_DIGITS = membersOf3(/[A-Za-z0-9+/]/);
var BASE64URL_DIGITS = membersOf3(/[A-Za-z0-9_-]/);
function isInRun(window, at, members, least) {
  if (members[window[at] ?? 0] !== 1) return false;
  let start = at;
  while (start > 0 && at - start < least && members[window[start - 1]] === 1) start--;
  let end = at + 1;
  while (end < window.length && end - start < least && members[window[end]] === 1) end++;
  return end - start >= least;
}
var ROW_BYTES = 64;
function standsInRow(window, at) {
  const [first, second, third, fourth] = [window[at], window[at + 1], window[at + 2], window[at + 3]];
  const end = Math.min(at + 4 + ROW_BYTES, window.length - 3);
  let count = 0;
  for (let next = at + 4; next < end; next++) {
    if (window[next] !== first || window[next + 1] !== second) continue;
    if (window[next + 2] === third && window[next + 3] === fourth && ++count === 2) return true;
  }
  return false;
}

// src/detect/text/key-text.ts
function keyTextDetector(key) {
  const { id, title, form, maxMatchBytes, bytesBefore = 0 } = key;
  return {
    ...{ id, title, form, maxMatchBytes },
    severity: key.severity ?? "critical",
    confidence: key.confidence ?? "proven",
    advice: key.advice ?? PRIVATE_KEY_ADVICE,
    trigger: {
      anchors: key.anchors.map(
        (text4) => text4.startsWith("any:") ? textAnchor(text4.slice(4), { ignoreCase: true }) : textAnchor(text4)
      ),
      ...{ bytesBefore, reads: "text" }
    },
    inspect(window, at) {
      if (key.glance?.(window, at) === false) return void 0;
      const from = Math.max(0, at - bytesBefore);
      const text4 = latin1(window, from, at + maxMatchBytes);
      const match2 = key.read(text4, at - from);
      return match2 && { ...match2, offset: from + match2.offset };
    }
  };
}

// src/detect/text/age-identity.ts
var IDENTITY = /AGE-(?:SECRET-KEY|PLUGIN)-[A-Z0-9-]{8,500}/iy;
var ageIdentity = keyTextDetector({
  id: "age-identity",
  form: { specification: "age-encryption.org/v1; BIP 173", proof: "Bech32 checksum" },
  title: "age identity",
  anchors: ["AGE-SECRET-KEY-", "AGE-PLUGIN-", "age-secret-key-1"],
  maxMatchBytes: 516,
  glance: (window, at) => !standsInRow(window, at),
  read(text4, at) {
    IDENTITY.lastIndex = at;
    const secret = IDENTITY.exec(text4)?.[0];
    const decoded = secret === void 0 ? void 0 : decodeBech32(secret);
    if (secret === void 0 || decoded === void 0 || isMonotonous(decoded.bytes)) return void 0;
    const place3 = { offset: at, length: secret.length };
    const { prefix, bytes } = decoded;
    if (prefix === "age-secret-key-") {
      const key = x25519Key(bytes, void 0, secret.length);
      return key && keyMatch(key, { ...place3, form: "age", preview: "AGE-SECRET-KEY-1…" });
    }
    const fingerprint = tokenFingerprint(bytes);
    if (prefix === "age-secret-key-pq-") {
      return { ...place3, fingerprint, preview: "AGE-SECRET-KEY-PQ-1…", facts: { kind: "hybrid", form: "age" } };
    }
    return { ...place3, ...PLUGIN, fingerprint, facts: { form: "age-plugin" } };
  }
});
var PLUGIN = {
  preview: "AGE-PLUGIN-…",
  title: "age identity of a plugin",
  severity: "low"
};

// src/model/memory.ts
var NO_MEMORY = { peek: () => void 0 };

// src/detect/text/base64-digits.ts
var VALUES = new Uint8Array(256).fill(64);
for (const [value, character2] of [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"].entries()) {
  VALUES[character2.charCodeAt(0)] = value;
}
VALUES["-".charCodeAt(0)] = 62;
VALUES["_".charCodeAt(0)] = 63;
var MAX_GAP = 256;
var BACKSLASH2 = 92;
function readBase64(window, at, digitsBefore, limits) {
  const earlier = digitsBackwards(window, at, digitsBefore + 4 * Math.ceil(limits.before / 3));
  const groups = Math.max(0, earlier.length - digitsBefore >> 2);
  const front = digitsBefore + 4 * groups;
  const most = front + Math.min(Math.ceil(limits.after * 4 / 3) + 1, window.length - at);
  const digits = { positions: new Uint32Array(most), values: new Uint8Array(most), count: 0 };
  for (let index = earlier.length - front; index < earlier.length; index++) {
    const position = earlier[index];
    append(digits, position ?? at, position === void 0 ? 0 : VALUES[window[position]]);
  }
  readForwards(window, at, digits);
  const { positions, values } = digits;
  const count = digits.count * 6 >> 3;
  const bytes = new Uint8Array(count);
  const starts = new Uint32Array(count);
  const ends = new Uint32Array(count);
  for (let index = 0; index < count; index++) {
    const digit = Math.floor(index * 4 / 3);
    const shift = index * 8 % 6;
    bytes[index] = (values[digit] << 6 | values[digit + 1]) >> 4 - shift;
    starts[index] = positions[digit];
    ends[index] = positions[digit + 1] + 1;
  }
  return { bytes, at: front * 6 >> 3, starts, ends };
}
function append(digits, position, value) {
  digits.positions[digits.count] = position;
  digits.values[digits.count] = value;
  digits.count++;
}
function peekBase64(window, at, digitsBefore, into) {
  let bits = digitsBefore === 0 ? 0 : digitsBefore === 2 ? 4 : 2;
  let kept = 0;
  let count = -1;
  for (let position = at; count < into.length; position++) {
    const value = position < window.length ? VALUES[window[position]] : 64;
    if (value === 64) break;
    kept = (kept << 6 | value) & 65535;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    if (count >= 0) into[count] = kept >> bits;
    count++;
  }
  return Math.max(0, count);
}
function peekBackBase64(window, at, digitsBefore) {
  let value = 0;
  for (let position = at - 6; position < at; position++) {
    const digit = VALUES[window[position] ?? 0];
    if (digit === 64) return void 0;
    value = value * 64 + digit;
  }
  return Math.floor(value / (digitsBefore === 0 ? 1 : digitsBefore === 2 ? 16 : 4)) % 16777216;
}
function digitsBackwards(window, at, most) {
  const positions = [];
  let gap = 0;
  for (let position = at - 1; position >= 0 && positions.length < most && gap < 32; position--) {
    const byte = window[position];
    const escaped2 = (byte === 110 || byte === 114) && window[position - 1] === BACKSLASH2;
    if (escaped2 || byte === BACKSLASH2 || byte === 32 || byte >= 9 && byte <= 13) {
      gap++;
    } else if (VALUES[byte] !== 64) {
      positions.push(position);
      gap = 0;
    } else break;
  }
  return positions.reverse();
}
function readForwards(window, from, digits) {
  const wanted = digits.values.length;
  let position = from;
  let gap = 0;
  while (digits.count < wanted && position < window.length && gap < MAX_GAP) {
    const byte = window[position];
    const value = VALUES[byte];
    if (value !== 64) {
      if (byte === 45 && isDashes(window, position)) return;
      append(digits, position, value);
      position++;
      gap = 0;
      continue;
    }
    const step = readGlue(window, position);
    if (step === void 0) return;
    if (step.digit !== void 0) {
      const digit = VALUES[step.digit];
      if (digit !== 64) {
        append(digits, step.next - 1, digit);
        gap = 0;
      } else if (step.digit > 32) return;
    }
    gap += step.next - position;
    position = step.next;
  }
}
function isDashes(window, at) {
  return window[at + 1] === 45 && window[at + 2] === 45 && window[at + 3] === 45;
}
function readGlue(window, position) {
  const byte = window[position];
  if (byte === 32 || byte >= 9 && byte <= 13) {
    const next = window[position + 1];
    return { next: position + (next === 62 && byte <= 32 ? 2 : 1) };
  }
  switch (byte) {
    case BACKSLASH2:
      return readBackslash(window, position);
    case 34:
    case 39:
    case 96:
      return nextLiteral(window, position, byte);
    case 37:
    case 38: {
      const text4 = latin1(window, position, position + 12);
      const found = /^(?:%(?:25)*([0-9A-Fa-f]{2})|&(?:amp;)?#(?:x([0-9A-Fa-f]{1,2})|([0-9]{1,3}));)/i.exec(text4);
      if (found === null) return void 0;
      const [whole, percent, hex3, decimal3] = found;
      const code = decimal3 === void 0 ? Number.parseInt(percent ?? hex3, 16) : Number(decimal3);
      return { next: position + whole.length, digit: code };
    }
    default:
      return void 0;
  }
}
function readBackslash(window, start) {
  let position = start;
  while (window[position] === BACKSLASH2 && position - start < 16) position++;
  const byte = window[position] ?? 0;
  if (byte === 110 || byte === 114 || byte === 116 || byte === 10 || byte === 13) return { next: position + 1 };
  if (byte === 47 || byte === 43) return { next: position + 1, digit: byte };
  if (byte === 34 || byte === 39) return nextLiteral(window, position, byte);
  const found = /^(?:u00|x)([0-9A-Fa-f]{2})/.exec(latin1(window, position, position + 5));
  return found === null ? void 0 : { next: position + found[0].length, digit: Number.parseInt(found[1], 16) };
}
function nextLiteral(window, closing, quote) {
  const most = Math.min(window.length, closing + 1 + 120);
  let opening = closing + 1;
  while (opening < most && window[opening] !== quote) opening++;
  if (opening >= most) return void 0;
  const between = latin1(window, closing + 1, opening);
  const together = /^[\s+.&|_()\\]*$/.test(between) || /[\n\\]/.test(between) && !/[:={}[\]]/.test(between);
  return together ? { next: opening + 1 } : void 0;
}
function base64Anchors(bytes) {
  return [0, 1, 2].map((phase) => {
    const shifted = Buffer.concat([Buffer.alloc(phase), bytes]).toString("base64").replace(/=+$/, "");
    const digitsBefore = [0, 2, 3][phase];
    return { text: shifted.slice(digitsBefore, Math.floor((phase + bytes.length) * 8 / 6)), digitsBefore };
  });
}

// src/detect/text/base64-key-store.ts
var BYTES_BEFORE3 = 12;
var SMALL_STORE_BYTES = 3 * 1024;
var MAX_STORE_BYTES = 23 * 1024;
var STORES = [
  // [0] of more than 127 bytes, or of BER's indefinite length.
  { detector: pkcs12KeyStore, begins: "06092a864886f70d010701a0", next: 12, goesOn: (next) => next[11] >> 2 === 32 },
  { detector: javaKeyStore, begins: "feedfeed000000", next: 15, goesOn: isJava },
  { detector: javaKeyStore, begins: "cececece000000", next: 15, goesOn: isJava },
  { detector: bouncyKeyStore, begins: "0000000100000014", next: 31, goesOn: isBouncy },
  { detector: bouncyKeyStore, begins: "0000000200000014", next: 31, goesOn: isBouncy },
  // A first entry of less than 256 bytes.
  { detector: kerberosKeytab, begins: "0502000000", next: 7, goesOn: isKeytab }
];
var ANCHORS2 = STORES.flatMap(
  (store) => base64Anchors(Buffer.from(store.begins, "hex")).filter(({ digitsBefore }) => store.detector === pkcs12KeyStore || digitsBefore === 0).map((anchor) => ({ ...anchor, store, peeked: Buffer.alloc(store.next) }))
);
var base64KeyStore = {
  id: "key-store-base64",
  form: { specification: "RFC 4648; PKCS#12, JKS, JCEKS, BKS, keytab", proof: "as in bytes" },
  title: "Key store in base64 that a usual password opens",
  severity: "critical",
  confidence: "proven",
  advice: PRIVATE_KEY_ADVICE,
  trigger: { anchors: ANCHORS2.map(({ text: text4 }) => textAnchor(text4)), bytesBefore: 64, reads: "text" },
  maxMatchBytes: 32 * 1024,
  inspect: inspect26
};
function inspect26(window, at) {
  for (const { text: text4, digitsBefore, store, peeked: peeked3 } of ANCHORS2) {
    if (!standsAt2(window, at, text4)) continue;
    const { detector, next, goesOn } = store;
    if (peekBase64(window, at, digitsBefore, peeked3) === next && !goesOn(peeked3)) continue;
    if (detector === pkcs12KeyStore && !endsHeader(peekBackBase64(window, at, digitsBefore))) continue;
    const read2 = (after) => readBase64(window, at, digitsBefore, { before: BYTES_BEFORE3, after });
    const head = read2(next + 1);
    const bytes = Buffer.from(head.bytes);
    if (bytes.length - head.at <= next || !goesOn(bytes.subarray(head.at + 1))) continue;
    if (detector === pkcs12KeyStore && bytes.indexOf("020103", 0, "hex") < 0) continue;
    for (const reach of [SMALL_STORE_BYTES, MAX_STORE_BYTES]) {
      const spelled2 = read2(reach);
      const match2 = detector.inspect(spelled2.bytes, spelled2.at, NO_MEMORY);
      if (match2 !== void 0) return spelledMatch(match2, spelled2, detector);
      if (spelled2.bytes.length - spelled2.at < reach) break;
    }
  }
  return void 0;
}
function endsHeader(before2) {
  if (before2 === void 0) return true;
  const [first, second, third] = [before2 >> 16, before2 >> 8 & 255, before2 & 255];
  return first === 130 || first === 48 && second === 129 || second === 48 && third === 128;
}
function standsAt2(window, at, text4) {
  for (let index = 0; index < text4.length; index++) if (window[at + index] !== text4.charCodeAt(index)) return false;
  return true;
}
function spelledMatch(match2, { starts, ends }, detector) {
  const offset = starts[match2.offset];
  const { severity = detector.severity, confidence = detector.confidence } = match2;
  return {
    ...{ ...match2, offset, length: ends[match2.offset + match2.length - 1] - offset, severity, confidence },
    ...{ title: `${match2.title ?? detector.title}, in base64`, preview: `base64 of ${match2.preview}` },
    facts: { ...match2.facts, form: `base64-${match2.facts.form}` }
  };
}
function isJava(next) {
  const [version, entries3, kind] = [3, 7, 11].map((field) => next.readUInt32BE(field));
  return version <= 2 && entries3 > 0 && entries3 < 1e3 && kind > 0 && kind < 4;
}
function isBouncy(next) {
  return next.readUInt32BE(27) >> 10 === 1;
}
function isKeytab(next) {
  const [size2, components] = [next.readUInt32BE(1), next.readUInt16BE(5)];
  return size2 > 20 && size2 < 256 && components > 0 && components <= 10;
}

// src/detect/proof/read-cut-key.ts
function readCutKey(bytes, at) {
  const cursor = new DerCursor(bytes, at);
  const version = cursor.integer(1);
  const parts = version === void 0 || version > 1n ? void 0 : readParts2(bytes, cursor, version);
  return parts && { ...parts, start: at };
}
function readParts2(bytes, cursor, version) {
  switch (cursor.nextTag) {
    case TAG.integer:
      return version === 0n ? cutRsaKey(bytes, cursor.position, "pkcs1") : void 0;
    case TAG.octetString:
      return version === 1n ? cutSec1Key(bytes, cursor) : void 0;
    case TAG.sequence:
      return cutPkcs8Key(bytes, cursor);
    default:
      return void 0;
  }
}
function wantedBytes(bytes, at) {
  let modulus = at + 3;
  if (bytes[at] !== 2 || bytes[at + 1] !== 1) return void 0;
  if (bytes[modulus] === 48) {
    const algorithm = bytes[modulus + 1];
    if (bytes[modulus + 2] !== 6 || algorithm > 31) return void 0;
    const inner = afterHeader(bytes, modulus + 2 + algorithm, TAG.octetString);
    if (inner === void 0) return void 0;
    const frame = afterHeader(bytes, inner, TAG.sequence);
    if (frame === void 0 || bytes[frame + 3] !== 2) return MAX_EC_BYTES;
    modulus = frame + 3;
  }
  const first = bytes[modulus + 1];
  const length = first === 130 ? bytes[modulus + 2] * 256 + bytes[modulus + 3] : first === 129 ? bytes[modulus + 2] : 0;
  const content = modulus + (first === 130 ? 4 : 3);
  if (bytes[modulus] !== 2 || length % 4 !== 1 || length > MAX_RSA_BYTES) return void 0;
  if (bytes[content] !== 0 || bytes[content + 1] < 128) return void 0;
  return content - at + 5 * length + 64;
}
var MAX_EC_BYTES = 256;
function cutRsaKey(bytes, at, structure) {
  const rsa2 = readModulusOn(bytes, at);
  return rsa2 && { ...rsa2, structure };
}
function cutSec1Key(bytes, cursor) {
  const scalar = cursor.octets(TAG.octetString);
  const parameters = cursor.element(TAG.context0);
  const oid2 = parameters?.oid();
  const curve2 = CURVES.find((known4) => known4.oid === oid2);
  return scalar && curve2 && ecKey2(curve2, scalar, bytes, cursor.position, "sec1");
}
function ecKey2(curve2, scalar, bytes, end, structure) {
  const publicKey2 = proveEc(curve2, scalar, void 0);
  if (publicKey2 === void 0) return void 0;
  const pieceAt = afterHeaders(bytes, end, [TAG.context1, TAG.bitString]);
  const piece = pieceAt === void 0 ? void 0 : bytes.subarray(pieceAt + 1);
  return withPiece({ state: "unproven", structure, publicKey: publicKey2, end }, publicKey2.point, piece, pieceAt);
}
var MIN_PIECE_BYTES3 = 9;
function withPiece(key, publicBytes, piece, pieceAt) {
  if (piece === void 0 || pieceAt === void 0 || piece.length < MIN_PIECE_BYTES3) return key;
  let same = 0;
  while (same < publicBytes.length && same < piece.length && piece[same] === publicBytes[same]) same++;
  return same < MIN_PIECE_BYTES3 ? void 0 : { ...key, state: "proven", end: pieceAt + 1 + same };
}
function cutPkcs8Key(bytes, cursor) {
  const algorithm = cursor.element(TAG.sequence);
  const oid2 = algorithm?.oid();
  const inner = oid2 === void 0 ? void 0 : afterHeader(bytes, cursor.position, TAG.octetString);
  if (algorithm === void 0 || oid2 === void 0 || inner === void 0) return void 0;
  const edwards2 = EDWARDS_ALGORITHMS.find((known4) => known4.oid === oid2);
  if (edwards2 !== void 0) {
    const content2 = new DerCursor(bytes, inner);
    const seed = content2.octets(TAG.octetString);
    const publicKey2 = seed && proveEdwards(edwards2, seed, void 0);
    if (publicKey2 === void 0) return void 0;
    const end = content2.position;
    const pieceAt = afterHeader(bytes, end, TAG.primitive1) ?? afterHeaders(bytes, end, [TAG.context1, TAG.bitString]);
    const piece = pieceAt === void 0 ? void 0 : bytes.subarray(pieceAt + 1);
    return withPiece({ state: "unproven", structure: "pkcs8", publicKey: publicKey2, end }, publicKey2.bytes, piece, pieceAt);
  }
  const frame = afterHeader(bytes, inner, TAG.sequence);
  if (frame === void 0) return void 0;
  const content = new DerCursor(bytes, frame);
  const version = content.integer(1);
  if (oid2 === RSA_ENCRYPTION) return version === 0n ? cutRsaKey(bytes, content.position, "pkcs8") : void 0;
  if (oid2 !== EC_PUBLIC_KEY || version !== 1n) return void 0;
  const curveOid = algorithm.oid();
  const curve2 = CURVES.find((known4) => known4.oid === curveOid);
  const scalar = content.octets(TAG.octetString);
  return curve2 && scalar && ecKey2(curve2, scalar, bytes, content.position, "pkcs8");
}
function afterHeaders(bytes, at, tags) {
  return tags.reduce(
    (position, tag) => position === void 0 ? void 0 : afterHeader(bytes, position, tag),
    at
  );
}
function afterHeader(bytes, at, tag) {
  const first = bytes[at + 1];
  if (bytes[at] !== tag || first === void 0 || first === 128 || first > 130) return void 0;
  return at + 2 + (first < 128 ? 0 : first - 128);
}

// src/detect/text/base64-key-anchors.ts
var DER = [
  ...["02 01 00", "02 01 01"].flatMap(
    (version) => [
      ...["30 05 06 03 2b 65", "30 0b 06 09", "30 0d 06 09", "30 10 06 07", "30 13 06 07", "30 14 06 07"],
      ...["30 81", "30 82", "30 41 06 09", "30 34 06 09"]
    ].map((rest) => `${version} ${rest}`)
  ),
  ...["82", "81", "41 00", "61 00"].map((length) => `02 01 00 02 ${length}`),
  ...["82", "81"].map((length) => `02 01 01 02 ${length}`)
];
var SEC12 = [
  ...[...new Set(CURVES.map(({ bytes }) => bytes))].map(
    (width) => `02 01 01 04 ${width.toString(16).padStart(2, "0")}`
  )
];
var ENCRYPTED = ["06 09 2a 86 48 86 f7 0d 01 05 0d 30", "06 0a 2a 86 48 86 f7 0d 01 0c 01"];
var TAILS = [
  ["02 03 01 00 01 02", "tail", [0, 1, 2]],
  // Behind d and the name of the curve: P-256, and others of its width whose name has 5 bytes; P-384; P-521.
  ["a1 44 03 42 00 04", "tail", [0]],
  ["a1 64 03 62 00 04", "tail", [2]],
  ["a1 81 89 03 81 86 00 04", "tail", [2]],
  // Behind 30 2e 02 01 00 30 05 06 03: Ed25519, X25519, Ed448, X448.
  ...["70 04 22 04 20", "6e 04 22 04 20", "71 04 3b 04 39", "6f 04 3a 04 38"].map(
    (rest) => [`2b 65 ${rest}`, "seed", [0]]
  )
];
var once = (bytes, holds) => base64Anchors(bytes).map((anchor) => ({ ...anchor, holds }));
var hex2 = (text4) => Buffer.from(text4.replaceAll(" ", ""), "hex");
var PLAIN = [
  ...["02 01 00 30", "02 01 01 30", ...DER, ...SEC12].flatMap((text4) => once(hex2(text4), "der")),
  ...ENCRYPTED.flatMap((text4) => once(hex2(text4), "encrypted")),
  ...once(OPENSSH_MAGIC.subarray(0, 12), "openssh"),
  ...once(Buffer.from("-----BEGIN "), "armour"),
  ...TAILS.flatMap(([text4, holds, phases]) => once(hex2(text4), holds).filter((_, phase) => phases.includes(phase)))
];
var INNER_DIGITS = 5;
var INNER = distinct([
  ...["02 01 00", "02 01 01"].flatMap((version) => ["05", "10", "81"].map((length) => `${version} 30 ${length}`)).concat("02 01 00 02 81", "02 01 00 02 82").flatMap((text4) => once(hex2(text4), "der")).map((anchor) => ({ ...anchor, text: anchor.text.slice(0, INNER_DIGITS) })),
  ...once(hex2(ENCRYPTED[0]), "encrypted"),
  ...PLAIN.filter(({ holds }) => holds === "openssh" || holds === "armour")
]);
var TWICE = INNER.flatMap(
  (inner) => once(Buffer.from(inner.text), "base64").map((anchor) => ({ ...anchor, inner }))
);
var BASE64_KEY_ANCHORS = distinct([...PLAIN, ...TWICE]);
function distinct(anchors2) {
  return anchors2.filter(
    (anchor, index) => !anchors2.some(
      (other, otherIndex) => other.holds === anchor.holds && other.digitsBefore === anchor.digitsBefore && other.inner?.digitsBefore === anchor.inner?.digitsBefore && other.inner?.holds === anchor.inner?.holds && anchor.text.startsWith(other.text) && (other.text.length < anchor.text.length || otherIndex < index)
    )
  );
}

// src/detect/text/cosign-key.ts
var BEGIN = /-----BEGIN (ENCRYPTED (?:SIGSTORE|COSIGN) PRIVATE KEY)-----/y;
var cosignKey = keyTextDetector({
  id: "cosign-private-key",
  form: { specification: "sigstore cosign, encrypted PEM", proof: "structure" },
  title: "Private key of cosign, encrypted with a password",
  severity: "low",
  confidence: "high",
  anchors: ["-----BEGIN ENCRYPTED SIGSTORE", "-----BEGIN ENCRYPTED COSIGN"],
  maxMatchBytes: 4096,
  read(text4, at) {
    BEGIN.lastIndex = at;
    const [begin, label] = BEGIN.exec(text4) ?? [];
    if (begin === void 0) return void 0;
    const end = `-----END ${label}-----`;
    const bodyEnd = text4.indexOf("-----", at + begin.length);
    if (bodyEnd < 0 || !text4.startsWith(end, bodyEnd)) return void 0;
    const base64 = text4.slice(at + begin.length, bodyEnd).replace(/\\{1,16}[rn]|\s/g, "");
    if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return void 0;
    const json = Buffer.from(base64, "base64").toString("latin1");
    const ciphertext = /"ciphertext":"([A-Za-z0-9+/=]{40,4000})"/.exec(json)?.[1];
    if (ciphertext === void 0 || !json.includes("nacl/secretbox")) return void 0;
    return {
      ...{ offset: at, length: bodyEnd + end.length - at, preview: `-----BEGIN ${label}-----` },
      fingerprint: blobFingerprint(Buffer.from(ciphertext, "base64")),
      facts: { encrypted: true, cipher: "xsalsa20-poly1305", kdf: "scrypt", form: "cosign" }
    };
  }
});

// src/detect/text/base64.ts
var SHAPES = {
  standard: /^[A-Za-z0-9+/]*={0,2}$/,
  url: /^[A-Za-z0-9_-]*={0,2}$/
};
function decodeBase64(text4, alphabet) {
  if (!SHAPES[alphabet].test(text4)) return void 0;
  const digits = text4.replace(/=+$/, "").length;
  const padded5 = text4.length !== digits;
  if (digits % 4 === 1 || padded5 && text4.length % 4 !== 0) return void 0;
  return Buffer.from(text4, alphabet === "url" ? "base64url" : "base64");
}
function decodeBase64Text(text4, alphabet) {
  const bytes = decodeBase64(text4, alphabet);
  if (bytes === void 0) return void 0;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return void 0;
  }
}
function decodeBase64UrlJson(text4) {
  const json = decodeBase64Text(text4, "url");
  if (json === void 0) return void 0;
  try {
    const value = JSON.parse(json);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : void 0;
  } catch {
    return void 0;
  }
}

// src/detect/text/openpgp-private-key-armour.ts
var BEGIN2 = "-----BEGIN PGP PRIVATE KEY BLOCK-----";
var END2 = "-----END PGP PRIVATE KEY BLOCK-----";
var openpgpPrivateKeyArmour = {
  id: "private-key-openpgp-armour",
  form: { specification: "RFC 4880, section 6", proof: "as the packets inside" },
  title: "OpenPGP secret key in armour",
  severity: "critical",
  confidence: "proven",
  advice: PRIVATE_KEY_ADVICE,
  trigger: { anchors: [textAnchor(BEGIN2.slice(0, 31))], bytesBefore: 0, reads: "text" },
  // RSA-4096 with a subkey and some signatures takes 7 KB; photographs and many signatures make a block longer.
  maxMatchBytes: 56 * 1024,
  inspect: inspect27
};
function inspect27(window, at) {
  const limit = Math.min(window.length, at + openpgpPrivateKeyArmour.maxMatchBytes);
  const view = Buffer.from(window.buffer, window.byteOffset, limit);
  const bodyStart2 = at + BEGIN2.length;
  if (view.toString("latin1", at, bodyStart2) !== BEGIN2) return void 0;
  const bodyEnd = view.indexOf("-----", bodyStart2, "latin1");
  if (bodyEnd < 0 || view.toString("latin1", bodyEnd, bodyEnd + END2.length) !== END2) return void 0;
  const packets = decodeBody(view.toString("latin1", bodyStart2, bodyEnd));
  const keys = packets && readKeys(packets);
  const key = keys?.find(({ state }) => state === "proven") ?? keys?.[0];
  if (keys === void 0 || key === void 0) return void 0;
  const length = bodyEnd + END2.length - at;
  const match2 = openpgpMatch(key, { offset: at, length, form: "openpgp-armour", preview: BEGIN2 });
  return { ...match2, facts: { ...match2.facts, secretKeys: keys.length } };
}
function decodeBody(escaped2) {
  const text4 = escaped2.replace(/(?:\\{1,16}r)?\\{1,16}n/g, "\n");
  const base64 = text4.replace(/^(?:\s*[A-Za-z]{1,20}: [^\n]{0,200}\n)*/, "").replace(/\s+/g, "");
  const found = /^([A-Za-z0-9+/]+={0,2}?)(?:=([A-Za-z0-9+/]{4}))?$/.exec(base64);
  const body3 = found?.[1] === void 0 ? void 0 : decodeBase64(found[1], "standard");
  if (body3 === void 0 || found?.[2] === void 0) return body3;
  return Buffer.from(found[2], "base64").readUIntBE(0, 3) === crc24(body3) ? body3 : void 0;
}
function crc24(bytes) {
  let crc = 11994318;
  for (const byte of bytes) {
    crc ^= byte << 16;
    for (let bit = 0; bit < 8; bit++) {
      crc <<= 1;
      if (crc & 16777216) crc ^= 25578747;
    }
  }
  return crc & 16777215;
}
var MAX_PACKETS = 1e3;
function readKeys(packets) {
  const keys = [];
  let at = 0;
  for (let count = 0; at < packets.length && count < MAX_PACKETS; count++) {
    const packet = readOpenpgpPacket(packets, at);
    if (packet === void 0) break;
    if (packet.state !== "other") keys.push(packet);
    at += packet.length;
  }
  return keys;
}

// src/detect/proof/ssh2-key.ts
var SSH2_MAGIC = Uint8Array.of(63, 111, 249, 235);
function readSsh2Key(bytes, start = 0) {
  const cursor = new SshCursor(bytes, start);
  const magic = cursor.take(SSH2_MAGIC.length);
  if (magic === void 0 || Buffer.compare(magic, SSH2_MAGIC) !== 0) return void 0;
  const length = cursor.uint32();
  const type = text3(cursor.string());
  const cipher = text3(cursor.string());
  const blob = cursor.string();
  if (blob === void 0 || length !== cursor.position - start || !/^(?:if-modn|dl-modp)\{/.test(type))
    return void 0;
  if (cipher === "3des-cbc") {
    if (blob.length < 64 || blob.length % 8 !== 0 || isMonotonous(blob)) return void 0;
    return { state: "locked", structure: "ssh2", length, cipher: "3des-cbc", ciphertext: blob };
  }
  const numbers3 = cipher === "none" ? new SshCursor(blob).string() : void 0;
  const publicKey2 = numbers3 && (type.startsWith("if") ? rsaKey6(numbers3) : dsaKey3(numbers3));
  return publicKey2 && { state: "proven", structure: "ssh2", length, publicKey: publicKey2 };
}
function rsaKey6(blob) {
  const cursor = new SshCursor(blob);
  const [e, d, n, qi, q, p] = [0, 1, 2, 3, 4, 5].map(() => number3(cursor));
  if (e === void 0 || d === void 0 || n === void 0) return void 0;
  if (qi === void 0 || p === void 0 || q === void 0 || !cursor.atEnd) return void 0;
  return proveRsa({ n, e, d, p, q, qi });
}
function dsaKey3(blob) {
  const cursor = new SshCursor(blob);
  if (cursor.uint32() !== 0) return void 0;
  const [p, g, q, y, x] = [0, 1, 2, 3, 4].map(() => number3(cursor));
  if (p === void 0 || g === void 0 || q === void 0) return void 0;
  if (y === void 0 || x === void 0 || !cursor.atEnd) return void 0;
  return proveDsa({ p, q, g, x, y });
}
function number3(cursor) {
  const bits = cursor.uint32();
  if (bits === void 0 || bits === 0 || bits > MAX_RSA_BITS) return void 0;
  const bytes = cursor.take(Math.ceil(bits / 8));
  return bytes && fromBytes(bytes);
}
function text3(bytes) {
  return bytes === void 0 ? "" : Buffer.from(bytes).toString("latin1");
}

// src/detect/proof/read-key-bytes.ts
function readKeyBytes(bytes) {
  return readOpensshKey(bytes) ?? readDerKey(bytes) ?? readEncryptedKeyInfo(bytes) ?? readSsh2Key(bytes) ?? readCngBlob(bytes);
}

// src/detect/text/pem-spellings.ts
var MAX_LAYERS = 4;
var MAX_GAP2 = 200;
function* bodySpellings(text4, { spacesAsPlus, column }) {
  const plain2 = withoutEscapes(spacesAsPlus ? text4.replaceAll("+", " ") : text4);
  const quoted = insideQuotes(plain2);
  if (quoted !== void 0) yield quoted;
  yield plain2;
  const patch = withoutPluses(plain2);
  if (patch !== void 0) yield patch;
  if (!text4.includes("\n")) return;
  if (column > 0) yield atColumn(text4, column);
  yield lastWords(plain2);
}
function withoutEscapes(text4) {
  let current = text4;
  for (let layer = 0; layer < MAX_LAYERS && /[\\%&=#`<]/.test(current); layer++) {
    const next = current.replace(ESCAPE, replacement);
    if (next === current) break;
    current = next;
  }
  return current;
}
var ESCAPE = /\\{1,16}(?:u\{?0{0,2}([0-9A-Fa-f]{2})\}?|x([0-9A-Fa-f]{2})|([0-7]{3})|\r?\n|([^0-9A-Za-z]|[a-z]))|%([0-9A-Fa-f]{2})|&#([0-9]{1,4});|&#[xX]([0-9A-Fa-f]{1,4});|&([A-Za-z]{2,8});|=(0[AD]|20|2B|2F|3D)|#(01[0-7])|`([nr])|<[^<>\n]{1,64}>/g;
function replacement(whole, ...[unicode, hex3, octal2, letter, percent, decimal3, reference, name, printable2, syslog, tick]) {
  const code = unicode ?? hex3 ?? percent ?? reference ?? printable2;
  if (code !== void 0) return character(Number.parseInt(code, 16));
  const octalCode = octal2 ?? syslog;
  if (octalCode !== void 0) return character(Number.parseInt(octalCode, 8));
  if (decimal3 !== void 0) return character(Number.parseInt(decimal3, 10));
  if (letter !== void 0) return /[a-z]/.test(letter) ? "\n" : letter;
  if (name !== void 0) return NAMED[name] ?? whole;
  return tick !== void 0 || whole.startsWith("<") ? "\n" : "";
}
var NAMED = {
  ...{ plus: "+", sol: "/", equals: "=", NewLine: "\n", Tab: "	", nbsp: " " },
  ...{ quot: '"', apos: "'", amp: "&", lt: "<", gt: ">" }
};
function character(code) {
  return code === 13 ? "\n" : String.fromCharCode(code);
}
function insideQuotes(text4) {
  const quote = /["'`]/.exec(text4)?.[0];
  if (quote === void 0) return void 0;
  const parts = text4.split(quote);
  if (parts.some((part3, index) => index % 2 === 1 && part3.length > MAX_GAP2)) return void 0;
  return parts.filter((_, index) => index % 2 === 0).join("");
}
function withoutPluses(text4) {
  const lines = text4.split(/[\r\n]+/).filter((line2) => line2.trim() !== "");
  const added = /^[\s>|]*\+/;
  return lines.length > 0 && lines.every((line2) => added.test(line2)) ? lines.map((line2) => line2.replace(added, "")).join("\n") : void 0;
}
function atColumn(text4, column) {
  const lines = text4.split(/\r?\n/).slice(1);
  return lines.map((line2) => /^[A-Za-z0-9+/=]*/.exec(line2.slice(column))[0]).join("\n");
}
function lastWords(text4) {
  const lines = text4.split(/\r?\n/);
  return lines.map(
    (line2) => line2.trimEnd().split(/[^A-Za-z0-9+/=]/).at(-1)
  ).join("\n");
}

// src/detect/text/pem-armour.ts
var ARMOUR_BEGINS = ["-----begin", "---- begin"];
var BYTES_BEFORE_ARMOUR = 256;
var DASH = 45;
var MAX_LABEL_BYTES = 96;
var BEGIN_LINE = /^(-{4,5}) ?BEGIN([^-]{1,96}?) ?-{4,5}/i;
var END_LINES = [4, 5].map((dashes) => new RegExp(`^-{${dashes}} ?END[^-]{1,96}-{${dashes}}`, "i"));
function readArmour(window, at, maxBytes) {
  const start = window[at + 4] !== DASH && window[at - 1] === DASH ? at - 1 : at;
  const limit = Math.min(window.length, start + maxBytes);
  const begin = BEGIN_LINE.exec(latin1(window, start, Math.min(limit, start + MAX_LABEL_BYTES + 24)));
  const label = begin && readLabel(begin[2]);
  if (!label) return void 0;
  const bodyStart2 = start + begin[0].length;
  const bodyEnd = findDashes(window, bodyStart2, limit);
  if (bodyEnd === void 0) return void 0;
  const endLine = END_LINES[begin[1].length - 4].exec(
    latin1(window, bodyEnd, Math.min(limit, bodyEnd + MAX_LABEL_BYTES + 24))
  );
  if (endLine === null) return void 0;
  const end = bodyEnd + endLine[0].length;
  const form = { spacesAsPlus: /[+]/.test(begin[2]), column: columnOf(window, start) };
  return { label, start, end, readings: readings(latin1(window, bodyStart2, bodyEnd), form) };
}
function readLabel(written) {
  const words = written.replace(/%(?:25)*20|&#32;|&#x20;|&nbsp;|\\u0020|[+_\s]/gi, " ").trim();
  const label = words.replace(/ +/g, " ").toUpperCase();
  return /^(?:[A-Z0-9]+ ){0,4}PRIVATE KEY$/.test(label) ? label : void 0;
}
function columnOf(window, start) {
  let first = start;
  while (first > 0 && start - first < BYTES_BEFORE_ARMOUR && window[first - 1] !== 10 && window[first - 1] !== 13) {
    first--;
  }
  return start - first;
}
function findDashes(window, from, limit) {
  for (let position = from; position + 4 <= limit; position++) {
    const byte = window[position];
    if (byte === 127 || byte < 32 && (byte < 9 || byte > 13)) return void 0;
    if (byte !== DASH) continue;
    let dashes = 1;
    while (position + dashes < limit && window[position + dashes] === DASH) dashes++;
    if (dashes >= 4) return position + Math.max(0, dashes - 5);
    position += dashes - 1;
  }
  return void 0;
}
function* readings(text4, form) {
  const seen = /* @__PURE__ */ new Set();
  for (const spelling of bodySpellings(text4, form)) {
    const headers = readHeaders(spelling);
    if (headers === void 0) continue;
    const { cipher, end } = headers;
    const base64 = spelling.slice(end);
    const digits = base64.replace(/[^A-Za-z0-9+/]+/g, "");
    if (digits === "" || seen.has(digits)) continue;
    seen.add(digits);
    const clean = /^[A-Za-z0-9+/\s]*(?:=\s*){0,2}$/.test(base64);
    const body3 = Buffer.from(digits, "base64");
    yield cipher === void 0 ? { body: body3, clean } : { cipher, body: body3, clean };
  }
}
var BLOCK_BYTES = [
  [/^DES-(?:EDE3-)?CBC$/, 8],
  [/^(?:IDEA|RC2|RC2-40|RC2-64|BF|CAST5)-CBC$/, 8],
  [/^(?:AES|CAMELLIA|ARIA)-(?:128|192|256)-CBC$/, 16],
  [/^SEED-CBC$/, 16]
];
var LINE_START = /[\s>|#*+]*/.source;
var ENCRYPTION_HEADERS = new RegExp(
  `^${LINE_START}Proc-Type:\\s*4,\\s*ENCRYPTED${LINE_START}DEK-Info:\\s*([A-Z0-9-]{3,32}),\\s*`
);
var OTHER_HEADERS = /^(?:\s*[A-Za-z][A-Za-z0-9-]{0,63}:(?:[^\n\r\\]|\\\r?\n?)*[\n\r])*/;
function readHeaders(text4) {
  const encrypted2 = ENCRYPTION_HEADERS.exec(text4);
  if (encrypted2 === null) return { end: OTHER_HEADERS.exec(text4)?.[0].length ?? 0 };
  const cipher = encrypted2[1];
  const vectorBytes = BLOCK_BYTES.find(([names]) => names.test(cipher))?.[1];
  if (vectorBytes === void 0) return void 0;
  const vectorStart = encrypted2[0].length;
  const vectorEnd = vectorStart + 2 * vectorBytes;
  return /^[0-9A-Fa-f]+$/.test(text4.slice(vectorStart, vectorEnd)) ? { cipher, end: vectorEnd } : void 0;
}

// src/detect/text/pem-private-key.ts
var pemPrivateKey = {
  id: "private-key-pem",
  form: { specification: "RFC 7468, RFC 1421; content as below", proof: KEY_HOLDS },
  title: "Private key in PEM",
  severity: "critical",
  confidence: "proven",
  advice: PRIVATE_KEY_ADVICE,
  trigger: {
    anchors: ARMOUR_BEGINS.map((text4) => textAnchor(text4, { ignoreCase: true })),
    bytesBefore: BYTES_BEFORE_ARMOUR,
    reads: "text"
  },
  // RSA-16384 in PKCS#8 is 12,420 base64 characters. In lines of 64 that begin with 16 spaces and end in \\\\r\\\\n that
  // makes 17,568 bytes, in lines of 4 that end in \r\n, each an escape, 24,896.
  maxMatchBytes: 32 * 1024,
  inspect: inspect28
};
function inspect28(window, at) {
  const armour = readArmour(window, at, pemPrivateKey.maxMatchBytes);
  if (armour === void 0) return void 0;
  for (const reading of armour.readings) {
    const key = readKeyBytes(reading.body) ?? legacyEncryptedKey(reading);
    if (key === void 0) continue;
    return keyMatch(key, {
      offset: armour.start,
      length: armour.end - armour.start,
      form: "pem",
      preview: `-----BEGIN ${LABELS.has(armour.label) ? armour.label : "… PRIVATE KEY"}-----`,
      facts: { structure: key.structure }
    });
  }
  return void 0;
}
var LABELS = /* @__PURE__ */ new Set([
  "PRIVATE KEY",
  "RSA PRIVATE KEY",
  "EC PRIVATE KEY",
  "DSA PRIVATE KEY",
  "ANY PRIVATE KEY",
  "OPENSSH PRIVATE KEY",
  "ENCRYPTED PRIVATE KEY",
  "SSH2 ENCRYPTED PRIVATE KEY"
]);
var MIN_CIPHERTEXT_BYTES4 = 64;
function legacyEncryptedKey({ cipher, body: body3, clean }) {
  if (cipher === void 0 || !clean || body3.length < MIN_CIPHERTEXT_BYTES4 || body3.length % 8 !== 0) return void 0;
  if (isMonotonous(body3)) return void 0;
  return { state: "locked", structure: "rfc1421", length: body3.length, cipher, ciphertext: body3 };
}

// src/detect/text/base64-private-key.ts
var CHARACTERS_BEFORE = 1600;
var base64PrivateKey = {
  id: "private-key-base64",
  form: { specification: "RFC 4648; content as above", proof: KEY_HOLDS },
  title: "Private key in base64",
  severity: "critical",
  confidence: "proven",
  advice: PRIVATE_KEY_ADVICE,
  trigger: {
    anchors: [...new Set(BASE64_KEY_ANCHORS.map(({ text: text4 }) => text4))].map((text4) => textAnchor(text4)),
    bytesBefore: CHARACTERS_BEFORE,
    reads: "text"
  },
  // RSA-16384 in PKCS#8 is 12,420 digits, in base64 of PEM 17,000.
  maxMatchBytes: 32 * 1024,
  inspect: (window, at) => inspectBase64(window, at, 1)
};
function inspectBase64(window, at, layers) {
  for (const anchor of anchorsAt(window, at)) {
    if (anchor.holds === "base64" && layers === 0) continue;
    if (leadsNowhere(window, at, anchor)) continue;
    const read2 = (before2, after) => readBase64(window, at, anchor.digitsBefore, { before: before2, after });
    const match2 = READERS2[anchor.holds](read2, layers);
    if (match2 !== void 0) return match2;
  }
  return void 0;
}
var peeked = new Uint8Array(8);
var peekedText = new Uint8Array(20);
var peekedRest = peekedText.subarray(1);
function leadsNowhere(window, at, { text: text4, holds, digitsBefore, inner }) {
  if (standsAgain(window, at, text4)) return true;
  if (inner !== void 0) {
    peekedText[0] = inner.text.charCodeAt(0);
    const count2 = peekBase64(window, at, digitsBefore, peekedRest) + 1;
    return leadsNowhere(count2 === peekedText.length ? peekedText : peekedText.subarray(0, count2), 0, inner);
  }
  if (holds !== "der") return false;
  const count = peekBase64(window, at, digitsBefore, peeked);
  if (!looksLikeKey(peeked, count)) return true;
  if (count < 3 || peeked[2] !== 4) return false;
  const before2 = peekBackBase64(window, at, digitsBefore);
  if (before2 === void 0) return false;
  const [third, second, first] = [before2 >> 16, before2 >> 8 & 255, before2 & 255];
  const frame = second === 48 ? first > 21 : third === 48 ? second === 129 : third === 130;
  return !frame;
}
var MIN_KEY_DIGITS = 56;
function standsAgain(window, at, text4) {
  const next = window.subarray(at + 1, at + MIN_KEY_DIGITS + text4.length);
  return Buffer.from(next.buffer, next.byteOffset, next.length).includes(text4, 0, "latin1");
}
var BY_BEGINNING = /* @__PURE__ */ new Map();
for (const anchor of BASE64_KEY_ANCHORS) {
  const beginning = beginningOf(Buffer.from(anchor.text), 0);
  BY_BEGINNING.set(beginning, [...BY_BEGINNING.get(beginning) ?? [], anchor]);
}
var NO_ANCHORS = [];
function beginningOf(bytes, at) {
  return bytes[at] << 24 | bytes[at + 1] << 16 | bytes[at + 2] << 8 | bytes[at + 3];
}
function anchorsAt(window, at) {
  const candidates2 = BY_BEGINNING.get(beginningOf(window, at)) ?? NO_ANCHORS;
  return candidates2.length === 0 ? candidates2 : candidates2.filter(({ text: text4 }) => standsAt3(window, at, text4));
}
function standsAt3(window, at, text4) {
  for (let index = 4; index < text4.length; index++) if (window[at + index] !== text4.charCodeAt(index)) return false;
  return true;
}
var VERSION_TO_SEED = Buffer.from("02010030050603", "hex");
var MAX_MODULUS_BYTES = 1024 + 16;
function startsWith(bytes, beginning) {
  return beginning.every((byte, index) => byte === bytes[index]);
}
function isOneText({ starts, ends }, from, to) {
  return ends[to - 1] - starts[from] <= Math.ceil((to - from) * 4 / 3) + MOST_BETWEEN;
}
var MOST_BETWEEN = 6;
var READERS2 = {
  der(read2) {
    const head = read2(4, 40);
    const wanted = frameBytes(head.bytes, head.at, 2);
    let condition = "cut";
    if (wanted !== void 0 && fitsFrame(head.bytes, head.at, wanted)) {
      const whole = read2(4, Math.min(wanted, MAX_DER_KEY_BYTES));
      const found = findDerKey(whole.bytes, whole.at);
      if (found !== void 0) {
        const { key, start } = found;
        return keyMatch(key, place(whole, start, start + key.length, `base64-${key.structure}`));
      }
      if (whole.at + wanted <= whole.bytes.length) condition = "damaged";
    }
    const framed = wanted !== void 0 && head.bytes[head.at + 3] === 4 && wanted < 400;
    const most = framed ? wanted : wantedBytes(head.bytes, head.at);
    if (most === void 0) return void 0;
    const piece = read2(4, most);
    const cut = readCutKey(piece.bytes, piece.at);
    return cut && cutKeyMatch(cut, place(piece, cut.start, cut.end, `base64-${cut.structure}`), condition);
  },
  tail(read2) {
    const head = read2(0, 16);
    const wanted = bytesFromTail(head.bytes, head.at);
    const piece = wanted === void 0 ? void 0 : read2(MAX_MODULUS_BYTES, wanted);
    const cut = piece && readKeyTail(piece.bytes, piece.at);
    return cut && cutKeyMatch(cut, place(piece, cut.start, cut.end, `base64-${cut.structure}`), "cut");
  },
  seed(read2) {
    const whole = read2(VERSION_TO_SEED.length, 96);
    const version = whole.at - VERSION_TO_SEED.length;
    if (version >= 0 && startsWith(whole.bytes.subarray(version), VERSION_TO_SEED)) return void 0;
    const cut = readCutKey(Buffer.concat([VERSION_TO_SEED, whole.bytes.subarray(whole.at)]), 0);
    const end = cut && whole.at + cut.end - VERSION_TO_SEED.length;
    if (cut === void 0 || !isOneText(whole, whole.at, end)) return void 0;
    return cutKeyMatch(cut, place(whole, whole.at, end, `base64-${cut.structure}`), "cut");
  },
  encrypted(read2) {
    const head = read2(8, 40);
    const wanted = frameBytes(head.bytes, head.at, 48);
    const whole = wanted === void 0 ? void 0 : read2(32, Math.min(wanted, MAX_DER_KEY_BYTES));
    const found = whole && findEncryptedKey(whole.bytes, whole.at);
    if (found === void 0 || isShroudedBag(whole.bytes, found.start)) return void 0;
    return keyMatch(found.key, place(whole, found.start, found.start + found.key.length, "base64-pkcs8"));
  },
  openssh(read2) {
    let whole = read2(0, 64);
    for (let round = 0; round < 8; round++) {
      const wanted = opensshBytes(whole.bytes, whole.at);
      if (wanted === void 0 || wanted > MAX_DER_KEY_BYTES) return void 0;
      if (whole.at + wanted <= whole.bytes.length) break;
      const { length } = whole.bytes;
      whole = read2(0, wanted);
      if (whole.bytes.length === length) break;
    }
    const key = readOpensshKey(whole.bytes, whole.at);
    if (key !== void 0) return keyMatch(key, place(whole, whole.at, whole.at + key.length, "base64-openssh"));
    const cut = readCutOpensshKey(whole.bytes, whole.at);
    return cut && cutKeyMatch(cut, place(whole, cut.start, cut.end, "base64-openssh"), "cut");
  },
  armour(read2) {
    const head = read2(0, 96);
    if (!/^-----BEGIN [A-Z0-9 ]*PRIVATE KEY/.test(latin1(head.bytes, head.at))) return void 0;
    return within(
      read2,
      ({ bytes, at }) => inArmour(bytes, at),
      (form) => `base64-${form}`
    );
  },
  base64(read2, layers) {
    const head = read2(48, 160);
    if (!anchorsAt(head.bytes, head.at).some((anchor) => promisesKey(head, anchor))) return void 0;
    return within(
      read2,
      ({ bytes, at: inside2 }) => inspectBase64(bytes, inside2, layers - 1),
      () => "base64-base64"
    );
  }
};
function promisesKey({ bytes, at }, anchor) {
  const head = readBase64(bytes, at, anchor.digitsBefore, { before: 8, after: 40 });
  switch (anchor.holds) {
    case "der": {
      const wanted = frameBytes(head.bytes, head.at, 2);
      if (wanted !== void 0 && fitsFrame(head.bytes, head.at, wanted)) return true;
      return wantedBytes(head.bytes, head.at) !== void 0;
    }
    case "encrypted":
      return frameBytes(head.bytes, head.at, 48) !== void 0;
    case "openssh":
      return opensshBytes(head.bytes, head.at) !== void 0;
    case "armour":
      return /^-----BEGIN [A-Z0-9 ]*PRIVATE KEY/.test(latin1(head.bytes, head.at));
    default:
      return false;
  }
}
function inArmour(bytes, at) {
  for (const detector of [pemPrivateKey, openpgpPrivateKeyArmour, cosignKey]) {
    const match2 = detector.inspect(bytes, at, NO_MEMORY);
    if (match2 !== void 0) return detector === pemPrivateKey ? match2 : told(match2, detector);
  }
  return void 0;
}
function told(match2, detector) {
  const { title = detector.title, severity = detector.severity, confidence = detector.confidence } = match2;
  return { ...match2, title, severity, confidence };
}
function within(read2, inspect36, formOf) {
  let decoded = 0;
  for (const after of [384, 4096, 24 * 1024]) {
    const spelled2 = read2(48, after);
    if (spelled2.bytes.length === decoded) return void 0;
    decoded = spelled2.bytes.length;
    const match2 = inspect36(spelled2);
    if (match2 !== void 0 && (match2.facts.cut === void 0 || decoded - spelled2.at < after)) {
      const form = formOf(`${match2.facts.form}`);
      const { offset, length, preview } = place(spelled2, match2.offset, match2.offset + match2.length, form);
      return { ...match2, offset, length, preview, facts: { ...match2.facts, form } };
    }
    if (isOver(spelled2)) return void 0;
  }
  return void 0;
}
function isOver({ bytes, at }) {
  const second = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf("-----", at + 40);
  return second >= 0 && second + 128 < bytes.length;
}
function place({ starts, ends }, start, end, form) {
  const offset = starts[start];
  return { offset, length: ends[end - 1] - offset, form, preview: "base64 of a private key" };
}

// src/detect/text/bip39-phrase.ts
import { createHash as createHash10 } from "node:crypto";

// src/detect/text/bip39-words.ts
var BIP39_WORDS = `
abandon ability able about above absent absorb abstract absurd abuse access accident account accuse achieve acid
acoustic acquire across act action actor actress actual adapt add addict address adjust admit adult advance
advice aerobic affair afford afraid again age agent agree ahead aim air airport aisle alarm album alcohol alert
alien all alley allow almost alone alpha already also alter always amateur amazing among amount amused analyst
anchor ancient anger angle angry animal ankle announce annual another answer antenna antique anxiety any apart
apology appear apple approve april arch arctic area arena argue arm armed armor army around arrange arrest
arrive arrow art artefact artist artwork ask aspect assault asset assist assume asthma athlete atom attack
attend attitude attract auction audit august aunt author auto autumn average avocado avoid awake aware away
awesome awful awkward axis baby bachelor bacon badge bag balance balcony ball bamboo banana banner bar barely
bargain barrel base basic basket battle beach bean beauty because become beef before begin behave behind believe
below belt bench benefit best betray better between beyond bicycle bid bike bind biology bird birth bitter black
blade blame blanket blast bleak bless blind blood blossom blouse blue blur blush board boat body boil bomb bone
bonus book boost border boring borrow boss bottom bounce box boy bracket brain brand brass brave bread breeze
brick bridge brief bright bring brisk broccoli broken bronze broom brother brown brush bubble buddy budget
buffalo build bulb bulk bullet bundle bunker burden burger burst bus business busy butter buyer buzz cabbage
cabin cable cactus cage cake call calm camera camp can canal cancel candy cannon canoe canvas canyon capable
capital captain car carbon card cargo carpet carry cart case cash casino castle casual cat catalog catch
category cattle caught cause caution cave ceiling celery cement census century cereal certain chair chalk
champion change chaos chapter charge chase chat cheap check cheese chef cherry chest chicken chief child chimney
choice choose chronic chuckle chunk churn cigar cinnamon circle citizen city civil claim clap clarify claw clay
clean clerk clever click client cliff climb clinic clip clock clog close cloth cloud clown club clump cluster
clutch coach coast coconut code coffee coil coin collect color column combine come comfort comic common company
concert conduct confirm congress connect consider control convince cook cool copper copy coral core corn correct
cost cotton couch country couple course cousin cover coyote crack cradle craft cram crane crash crater crawl
crazy cream credit creek crew cricket crime crisp critic crop cross crouch crowd crucial cruel cruise crumble
crunch crush cry crystal cube culture cup cupboard curious current curtain curve cushion custom cute cycle dad
damage damp dance danger daring dash daughter dawn day deal debate debris decade december decide decline
decorate decrease deer defense define defy degree delay deliver demand demise denial dentist deny depart depend
deposit depth deputy derive describe desert design desk despair destroy detail detect develop device devote
diagram dial diamond diary dice diesel diet differ digital dignity dilemma dinner dinosaur direct dirt disagree
discover disease dish dismiss disorder display distance divert divide divorce dizzy doctor document dog doll
dolphin domain donate donkey donor door dose double dove draft dragon drama drastic draw dream dress drift drill
drink drip drive drop drum dry duck dumb dune during dust dutch duty dwarf dynamic eager eagle early earn earth
easily east easy echo ecology economy edge edit educate effort egg eight either elbow elder electric elegant
element elephant elevator elite else embark embody embrace emerge emotion employ empower empty enable enact end
endless endorse enemy energy enforce engage engine enhance enjoy enlist enough enrich enroll ensure enter entire
entry envelope episode equal equip era erase erode erosion error erupt escape essay essence estate eternal
ethics evidence evil evoke evolve exact example excess exchange excite exclude excuse execute exercise exhaust
exhibit exile exist exit exotic expand expect expire explain expose express extend extra eye eyebrow fabric face
faculty fade faint faith fall false fame family famous fan fancy fantasy farm fashion fat fatal father fatigue
fault favorite feature february federal fee feed feel female fence festival fetch fever few fiber fiction field
figure file film filter final find fine finger finish fire firm first fiscal fish fit fitness fix flag flame
flash flat flavor flee flight flip float flock floor flower fluid flush fly foam focus fog foil fold follow food
foot force forest forget fork fortune forum forward fossil foster found fox fragile frame frequent fresh friend
fringe frog front frost frown frozen fruit fuel fun funny furnace fury future gadget gain galaxy gallery game
gap garage garbage garden garlic garment gas gasp gate gather gauge gaze general genius genre gentle genuine
gesture ghost giant gift giggle ginger giraffe girl give glad glance glare glass glide glimpse globe gloom glory
glove glow glue goat goddess gold good goose gorilla gospel gossip govern gown grab grace grain grant grape
grass gravity great green grid grief grit grocery group grow grunt guard guess guide guilt guitar gun gym habit
hair half hammer hamster hand happy harbor hard harsh harvest hat have hawk hazard head health heart heavy
hedgehog height hello helmet help hen hero hidden high hill hint hip hire history hobby hockey hold hole holiday
hollow home honey hood hope horn horror horse hospital host hotel hour hover hub huge human humble humor hundred
hungry hunt hurdle hurry hurt husband hybrid ice icon idea identify idle ignore ill illegal illness image
imitate immense immune impact impose improve impulse inch include income increase index indicate indoor industry
infant inflict inform inhale inherit initial inject injury inmate inner innocent input inquiry insane insect
inside inspire install intact interest into invest invite involve iron island isolate issue item ivory jacket
jaguar jar jazz jealous jeans jelly jewel job join joke journey joy judge juice jump jungle junior junk just
kangaroo keen keep ketchup key kick kid kidney kind kingdom kiss kit kitchen kite kitten kiwi knee knife knock
know lab label labor ladder lady lake lamp language laptop large later latin laugh laundry lava law lawn lawsuit
layer lazy leader leaf learn leave lecture left leg legal legend leisure lemon lend length lens leopard lesson
letter level liar liberty library license life lift light like limb limit link lion liquid list little live
lizard load loan lobster local lock logic lonely long loop lottery loud lounge love loyal lucky luggage lumber
lunar lunch luxury lyrics machine mad magic magnet maid mail main major make mammal man manage mandate mango
mansion manual maple marble march margin marine market marriage mask mass master match material math matrix
matter maximum maze meadow mean measure meat mechanic medal media melody melt member memory mention menu mercy
merge merit merry mesh message metal method middle midnight milk million mimic mind minimum minor minute miracle
mirror misery miss mistake mix mixed mixture mobile model modify mom moment monitor monkey monster month moon
moral more morning mosquito mother motion motor mountain mouse move movie much muffin mule multiply muscle
museum mushroom music must mutual myself mystery myth naive name napkin narrow nasty nation nature near neck
need negative neglect neither nephew nerve nest net network neutral never news next nice night noble noise
nominee noodle normal north nose notable note nothing notice novel now nuclear number nurse nut oak obey object
oblige obscure observe obtain obvious occur ocean october odor off offer office often oil okay old olive olympic
omit once one onion online only open opera opinion oppose option orange orbit orchard order ordinary organ
orient original orphan ostrich other outdoor outer output outside oval oven over own owner oxygen oyster ozone
pact paddle page pair palace palm panda panel panic panther paper parade parent park parrot party pass patch
path patient patrol pattern pause pave payment peace peanut pear peasant pelican pen penalty pencil people
pepper perfect permit person pet phone photo phrase physical piano picnic picture piece pig pigeon pill pilot
pink pioneer pipe pistol pitch pizza place planet plastic plate play please pledge pluck plug plunge poem poet
point polar pole police pond pony pool popular portion position possible post potato pottery poverty powder
power practice praise predict prefer prepare present pretty prevent price pride primary print priority prison
private prize problem process produce profit program project promote proof property prosper protect proud
provide public pudding pull pulp pulse pumpkin punch pupil puppy purchase purity purpose purse push put puzzle
pyramid quality quantum quarter question quick quit quiz quote rabbit raccoon race rack radar radio rail rain
raise rally ramp ranch random range rapid rare rate rather raven raw razor ready real reason rebel rebuild
recall receive recipe record recycle reduce reflect reform refuse region regret regular reject relax release
relief rely remain remember remind remove render renew rent reopen repair repeat replace report require rescue
resemble resist resource response result retire retreat return reunion reveal review reward rhythm rib ribbon
rice rich ride ridge rifle right rigid ring riot ripple risk ritual rival river road roast robot robust rocket
romance roof rookie room rose rotate rough round route royal rubber rude rug rule run runway rural sad saddle
sadness safe sail salad salmon salon salt salute same sample sand satisfy satoshi sauce sausage save say scale
scan scare scatter scene scheme school science scissors scorpion scout scrap screen script scrub sea search
season seat second secret section security seed seek segment select sell seminar senior sense sentence series
service session settle setup seven shadow shaft shallow share shed shell sheriff shield shift shine ship shiver
shock shoe shoot shop short shoulder shove shrimp shrug shuffle shy sibling sick side siege sight sign silent
silk silly silver similar simple since sing siren sister situate six size skate sketch ski skill skin skirt
skull slab slam sleep slender slice slide slight slim slogan slot slow slush small smart smile smoke smooth
snack snake snap sniff snow soap soccer social sock soda soft solar soldier solid solution solve someone song
soon sorry sort soul sound soup source south space spare spatial spawn speak special speed spell spend sphere
spice spider spike spin spirit split spoil sponsor spoon sport spot spray spread spring spy square squeeze
squirrel stable stadium staff stage stairs stamp stand start state stay steak steel stem step stereo stick still
sting stock stomach stone stool story stove strategy street strike strong struggle student stuff stumble style
subject submit subway success such sudden suffer sugar suggest suit summer sun sunny sunset super supply supreme
sure surface surge surprise surround survey suspect sustain swallow swamp swap swarm swear sweet swift swim
swing switch sword symbol symptom syrup system table tackle tag tail talent talk tank tape target task taste
tattoo taxi teach team tell ten tenant tennis tent term test text thank that theme then theory there they thing
this thought three thrive throw thumb thunder ticket tide tiger tilt timber time tiny tip tired tissue title
toast tobacco today toddler toe together toilet token tomato tomorrow tone tongue tonight tool tooth top topic
topple torch tornado tortoise toss total tourist toward tower town toy track trade traffic tragic train transfer
trap trash travel tray treat tree trend trial tribe trick trigger trim trip trophy trouble truck true truly
trumpet trust truth try tube tuition tumble tuna tunnel turkey turn turtle twelve twenty twice twin twist two
type typical ugly umbrella unable unaware uncle uncover under undo unfair unfold unhappy uniform unique unit
universe unknown unlock until unusual unveil update upgrade uphold upon upper upset urban urge usage use used
useful useless usual utility vacant vacuum vague valid valley valve van vanish vapor various vast vault vehicle
velvet vendor venture venue verb verify version very vessel veteran viable vibrant vicious victory video view
village vintage violin virtual virus visa visit visual vital vivid vocal voice void volcano volume vote voyage
wage wagon wait walk wall walnut want warfare warm warrior wash wasp waste water wave way wealth weapon wear
weasel weather web wedding weekend weird welcome west wet whale what wheat wheel when where whip whisper wide
width wife wild will win window wine wing wink winner winter wire wisdom wise wish witness wolf woman wonder
wood wool word work world worry worth wrap wreck wrestle wrist write wrong yard year yellow you young youth
zebra zero zone zoo
`.trim().split(/\s+/);

// src/detect/text/bip39-phrase.ts
var NUMBERS = new Map(BIP39_WORDS.map((word, index) => [word, index]));
var COUNTS = [24, 21, 18, 15, 12];
var LEAD = /^(?:mnemonic|seed|recovery|secret|backup)[A-Za-z_ -]{0,24}["']?(?:[\s:=>[("'`-]|is\b){1,16}/i;
var WORD2 = /([a-z]{3,8})(?:["'`]?[\s,]{1,4}["'`]?)?/y;
var bip39Phrase = keyTextDetector({
  id: "bip39-recovery-phrase",
  form: { specification: "BIP 39", proof: "checksum of the words" },
  title: "Recovery phrase of a wallet (BIP-39)",
  severity: "critical",
  confidence: "high",
  advice: "Move what the wallet holds to a wallet with a new phrase. Whoever could read this artifact can take it.",
  anchors: [
    "any:mnemonic",
    "any:seed phrase",
    "any:seed_phrase",
    "any:seedphrase",
    "any:recovery phrase",
    "any:secret phrase"
  ],
  maxMatchBytes: 512,
  read(text4, at) {
    const lead = LEAD.exec(text4.slice(at, at + 80));
    if (lead === null) return void 0;
    const start = at + lead[0].length;
    const { words, ends } = wordsFrom(text4, start);
    for (const count of COUNTS) {
      if (words.length < count) continue;
      const chosen = words.slice(0, count);
      if (new Set(chosen).size < count / 2 || !checksumHolds(chosen)) continue;
      const length = ends[count - 1] - start;
      return {
        ...{ offset: start, length, fingerprint: tokenFingerprint(chosen.join(" ")), preview: "recovery phrase…" },
        confidence: count >= 18 ? "high" : "medium",
        facts: { form: "bip39", words: count, checksum: "valid" }
      };
    }
    return void 0;
  }
});
function wordsFrom(text4, start) {
  const words = [];
  const ends = [];
  WORD2.lastIndex = start;
  for (let found = WORD2.exec(text4); found !== null && words.length < 24; found = WORD2.exec(text4)) {
    const word = found[1];
    if (!NUMBERS.has(word)) break;
    words.push(word);
    ends.push(found.index + word.length);
  }
  return { words, ends };
}
function checksumHolds(words) {
  const bits = words.map((word) => NUMBERS.get(word).toString(2).padStart(11, "0")).join("");
  const checksumBits = words.length / 3;
  const entropy = bits.slice(0, -checksumBits).match(/.{8}/g) ?? [];
  const digest = createHash10("sha256").update(Uint8Array.from(entropy, (byte) => Number.parseInt(byte, 2))).digest();
  return digest[0].toString(2).padStart(8, "0").startsWith(bits.slice(-checksumBits));
}

// src/detect/proof/base58-check.ts
import { createHash as createHash11 } from "node:crypto";
var ALPHABET2 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
var MAX_CHARACTERS2 = 128;
function decodeBase58Check(text4, bytes) {
  if (text4.length > MAX_CHARACTERS2) return void 0;
  let value = 0n;
  for (const character2 of text4) {
    const digit = ALPHABET2.indexOf(character2);
    if (digit < 0) return void 0;
    value = value * 58n + BigInt(digit);
  }
  const hex3 = value.toString(16);
  if (hex3.length > 2 * bytes) return void 0;
  const whole = Buffer.from(hex3.padStart(2 * bytes, "0"), "hex");
  const payload = whole.subarray(0, -4);
  const digest = createHash11("sha256").update(createHash11("sha256").update(payload).digest()).digest();
  return Buffer.compare(digest.subarray(0, 4), whole.subarray(-4)) === 0 ? payload : void 0;
}

// src/detect/proof/secp256k1-key.ts
var SECP256K1 = CURVES.find(({ name }) => name === "secp256k1");
function secp256k1Key(scalar, length) {
  const publicKey2 = proveEc(SECP256K1, scalar, void 0);
  return publicKey2 && { state: "proven", structure: "raw", length, publicKey: publicKey2 };
}

// src/detect/text/bitcoin-key.ts
var BASE58 = /[1-9A-HJ-NP-Za-km-z]+/y;
var EXTENDED_CHARACTERS = 111;
var WIF = /(?<![1-9A-HJ-NP-Za-km-z])(?:[5KL9c][1-9A-HJ-NP-Za-km-z]{50,51})(?![1-9A-HJ-NP-Za-km-z])/;
var WIF_REACH = 48;
var bitcoinKey = keyTextDetector({
  id: "bitcoin-private-key",
  form: { specification: "WIF; BIP 32", proof: "Base58Check" },
  title: "Private key of a Bitcoin wallet",
  anchors: [..."tuvxyzUVYZ"].map((letter) => `${letter}prv`).concat("any:wif", "any:privkey", "any:p2wpkh:"),
  bytesBefore: 1,
  maxMatchBytes: 160,
  glance: (window, at) => window[at + 1] === 112 && window[at + 2] === 114 && window[at + 3] === 118 ? isInRun(window, at, BASE58_DIGITS, EXTENDED_CHARACTERS) : (
    // A key of 51 digits or more begins 3 to 51 bytes behind the first of the word.
    isInRun(window, at + 4 + WIF_REACH, BASE58_DIGITS, 51)
  ),
  read(text4, at) {
    return /^[tuvxyzUVYZ]prv/.test(text4.slice(at, at + 4)) ? extended2(text4, at) : wif(text4, at);
  }
});
function extended2(text4, at) {
  BASE58.lastIndex = at;
  const token2 = BASE58.exec(text4)?.[0];
  if (token2?.length !== EXTENDED_CHARACTERS || /[1-9A-HJ-NP-Za-km-z]/.test(text4.charAt(at - 1))) return void 0;
  const payload = decodeBase58Check(token2, 82);
  const key = payload?.[45] === 0 ? secp256k1Key(payload.subarray(46), token2.length) : void 0;
  const place3 = { offset: at, length: token2.length, form: "bip32", preview: `${token2.slice(0, 4)}…` };
  return key && keyMatch(key, { ...place3, facts: { depth: payload[4] } });
}
function wif(text4, at) {
  const found = WIF.exec(text4.slice(at + 3, at + 3 + WIF_REACH + 52));
  if (found === null || found.index > WIF_REACH) return void 0;
  const [token2] = found;
  const isCompressed = token2.length === 52;
  const payload = decodeBase58Check(token2, isCompressed ? 38 : 37);
  if (payload === void 0 || payload[0] !== 128 && payload[0] !== 239) return void 0;
  if (isCompressed && payload[33] !== 1) return void 0;
  const key = secp256k1Key(payload.subarray(1, 33), token2.length);
  return key && keyMatch(key, { offset: at + 3 + found.index, length: token2.length, form: "wif", preview: "WIF…" });
}

// src/detect/text/dnssec-private-key.ts
var EOL = "(?:\\r?\\n|(?:\\\\{1,8}r)?\\\\{1,8}n)";
var FILE = new RegExp(
  `Private-key-format: v1\\.\\d${EOL}Algorithm: (\\d{1,3})(?: \\([A-Z0-9-]{1,24}\\))?((?:${EOL}[A-Za-z0-9]{5,16}: [A-Za-z0-9+/]{2,2800}={0,2}){1,8})`,
  "y"
);
var dnssecPrivateKey = keyTextDetector({
  id: "dnssec-private-key",
  form: {
    specification: "BIND 9, Private-key-format v1",
    proof: `RSA: ${RSA_HOLDS}. The others: structure alone, high`
  },
  title: "DNSSEC private key",
  anchors: ["Private-key-format: v1."],
  maxMatchBytes: 8 * 1024,
  read(text4, at) {
    FILE.lastIndex = at;
    const [whole, algorithm, lines] = FILE.exec(text4) ?? [];
    if (whole === void 0 || lines === void 0) return void 0;
    const values = /* @__PURE__ */ new Map();
    let length = whole.length - lines.length;
    const line2 = new RegExp(`${EOL}([A-Za-z0-9]+): ([A-Za-z0-9+/]+={0,2})`, "y");
    for (let found = line2.exec(lines); found !== null; found = line2.exec(lines)) {
      const [, name, base64] = found;
      const bytes = NUMBERS2.has(name) ? decodeBase64(base64, "standard") : void 0;
      if (bytes === void 0) break;
      values.set(name, bytes);
      length = whole.length - lines.length + line2.lastIndex;
    }
    const numbers3 = prove(Number(algorithm), values);
    if (numbers3 === void 0) return void 0;
    const key = { structure: "dnssec", length, ...numbers3 };
    const place3 = { offset: at, length, form: "dnssec", preview: "Private-key-format: v1…" };
    return keyMatch(key, { ...place3, facts: { dnssecAlgorithm: Number(algorithm) } });
  }
});
var RSA_NUMBERS = [
  "Modulus",
  "PublicExponent",
  "PrivateExponent",
  "Prime1",
  "Prime2",
  "Exponent1",
  "Exponent2",
  "Coefficient"
];
var NUMBERS2 = /* @__PURE__ */ new Set([...RSA_NUMBERS, "PrivateKey"]);
function prove(algorithm, values) {
  if ([5, 7, 8, 10].includes(algorithm)) {
    const numbers3 = RSA_NUMBERS.map((name) => values.get(name)).map((bytes) => bytes && fromBytes(bytes));
    const [n, e, d, p, q, dp, dq, qi] = numbers3;
    if (n === void 0 || e === void 0 || d === void 0) return void 0;
    const key2 = proveRsa({ n, e, d, p, q, dp, dq, qi });
    return key2 && proven(key2);
  }
  const secret = values.get("PrivateKey");
  const key = secret && publicHalf3(algorithm, secret);
  return key && following(key, secret, void 0);
}
function publicHalf3(algorithm, secret) {
  if (algorithm === 13) return proveEc(CURVES[0], secret, void 0);
  if (algorithm === 14) return proveEc(CURVES[1], secret, void 0);
  if (algorithm === 15) return proveEdwards(EDWARDS_ALGORITHMS[0], secret, void 0);
  return algorithm === 16 ? proveEdwards(EDWARDS_ALGORITHMS[1], secret, void 0) : void 0;
}

// src/detect/text/dotnet-private-key.ts
var MAX_BYTES2 = 16 * 1024;
var dotnetPrivateKey = {
  id: "private-key-dotnet",
  form: {
    specification: "XML Signature, RSAKeyValue and DSAKeyValue; .NET RSAParameters",
    proof: `RSA: ${RSA_HOLDS}. DSA: q | p−1, g^q = 1, g^x = y`
  },
  title: "Private key in XML or JSON of .NET",
  severity: "critical",
  confidence: "proven",
  advice: PRIVATE_KEY_ADVICE,
  trigger: {
    anchors: [
      ...["<", "lt;", "3c"].flatMap((bracket) => [`${bracket}rsakeyvalue`, `${bracket}dsakeyvalue`]),
      "inverseq"
    ].map((text4) => textAnchor(text4, { ignoreCase: true })),
    bytesBefore: MAX_BYTES2,
    reads: "text"
  },
  maxMatchBytes: MAX_BYTES2,
  inspect: inspect29
};
function inspect29(window, at) {
  return (window[at] | 32) === 105 ? inspectJson(window, at) : inspectXml(window, at);
}
var OPEN3 = String.raw`(?:<|&lt;|\\{1,3}u003[cC])`;
var CLOSE3 = String.raw`(?:>|&gt;|\\{1,3}u003[eE])`;
var WHOLE = new RegExp(`^${OPEN3}([RD])SAKeyValue[^<>&\\\\]{0,128}${CLOSE3}`, "i");
var END3 = new RegExp(`${OPEN3}\\\\{0,3}/[RD]SAKeyValue\\s{0,8}${CLOSE3}`, "i");
var MEMBER2 = new RegExp(
  `${OPEN3}(Modulus|Exponent|P|Q|DP|DQ|InverseQ|D|G|Y|X)${CLOSE3}([A-Za-z0-9+/=\\s\\\\]{2,3000}?)${OPEN3}`,
  "gi"
);
var SLASH = 47;
var MAX_BRACKET = 8;
function inspectXml(window, at) {
  const from = Math.max(0, at - MAX_BRACKET);
  const head = latin1(window, from, at + 160);
  const lead = bracketStart(head, at - from);
  const letter = WHOLE.exec(head.slice(lead))?.[1]?.toUpperCase();
  if (letter === void 0) return void 0;
  const start = from + lead;
  const view = Buffer.from(window.buffer, window.byteOffset, Math.min(window.length, start + MAX_BYTES2));
  const again = view.indexOf(`${letter}SAKeyValue`, at + "lt;RSAKeyValue".length);
  if (again < 0 || view[again - 1] !== SLASH) return void 0;
  const text4 = latin1(window, start, start + MAX_BYTES2);
  const end = END3.exec(text4);
  if (end === null) return void 0;
  const length = end.index + end[0].length;
  const members = /* @__PURE__ */ new Map();
  for (const [, name, value] of text4.slice(0, end.index + 1).matchAll(MEMBER2)) {
    members.set(name.toLowerCase(), value.replace(/\\[nrt]|\s/g, ""));
  }
  const isRsa = letter === "R";
  const key = isRsa ? readRsaParameters(members, length) : readDsaParameters(members, length);
  return key && keyMatch(key, { offset: start, length, form: "xml", preview: `<${isRsa ? "RSA" : "DSA"}KeyValue>…` });
}
function bracketStart(head, at) {
  const before2 = /(?:&|\\{1,3}u00)$/.exec(head.slice(0, at));
  return before2 === null ? at : before2.index;
}
var MAX_BRACES2 = 3;
function inspectJson(window, at) {
  if (!/^inverseq\\{0,7}["']\s{0,16}:\s{0,16}\\{0,7}["']/i.test(latin1(window, at, at + 48))) return void 0;
  let braces = 0;
  for (let open = at - 1; open >= Math.max(0, at - MAX_BYTES2) && braces < MAX_BRACES2; open--) {
    const byte = window[open];
    if (byte === 0) return void 0;
    if (byte !== 123) continue;
    braces++;
    const object = readJsonObject(window, open, open + MAX_BYTES2);
    if (object === void 0 || object.end <= at) continue;
    const members = new Map([...object.members].map(([name, value]) => [name.toLowerCase(), value]));
    const length = object.end - open;
    const key = readRsaParameters(members, length);
    return key && keyMatch(key, { offset: open, length, form: "json", preview: '{"Modulus":…}' });
  }
  return void 0;
}
function readRsaParameters(members, length) {
  const value = (name) => numberOf(members, name);
  const [n, e, d] = [value("modulus"), value("exponent"), value("d")];
  if (n === void 0 || e === void 0 || d === void 0) return void 0;
  const publicKey2 = proveRsa({
    ...{ n, e, d, p: value("p"), q: value("q"), dp: value("dp"), dq: value("dq"), qi: value("inverseq") }
  });
  return publicKey2 && { state: "proven", structure: "rsaparameters", length, publicKey: publicKey2 };
}
function readDsaParameters(members, length) {
  const [p, q, g, y, x] = ["p", "q", "g", "y", "x"].map((name) => numberOf(members, name));
  if (p === void 0 || q === void 0 || g === void 0 || y === void 0 || x === void 0) return void 0;
  const publicKey2 = proveDsa({ p, q, g, y, x });
  return publicKey2 && { state: "proven", structure: "dsaparameters", length, publicKey: publicKey2 };
}
function numberOf(members, name) {
  const text4 = members.get(name)?.replace(/\\{1,7}u002[bB]/g, "+");
  return text4 !== void 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(text4) ? fromBytes(Buffer.from(text4, "base64")) : void 0;
}

// src/detect/text/dpapi-text.ts
var HEX = textAnchor(DPAPI_HEADER.slice(0, 32), { ignoreCase: true });
var BASE64 = textAnchor("AQAAANCMnd8BFdERjHoAwE/Cl");
var CHROMIUM = textAnchor("RFBBUEkBAAAA0Iyd3wEV0RGMegDAT8KX");
var CHROMIUM_PREFIX_BYTES = 5;
var dpapiText = {
  id: "dpapi-text",
  form: { specification: "the same in hex or base64", proof: "every length fits" },
  title: "Secret encrypted with DPAPI, as text",
  ...DPAPI_RULE,
  trigger: { anchors: [HEX, BASE64, CHROMIUM], bytesBefore: 0, reads: "text" },
  maxMatchBytes: 2 * MAX_DPAPI_BYTES,
  inspect: inspect30
};
var LOOK_BYTES = 48;
function inspect30(window, at) {
  if (!beginsBlob(latin1(window, at, at + 2 * LOOK_BYTES))) return void 0;
  const text4 = latin1(window, at, at + dpapiText.maxMatchBytes);
  if (text4.startsWith("0")) {
    const bytes2 = Buffer.from(/^[0-9a-fA-F]*/.exec(text4)[0], "hex");
    const blob2 = readDpapiBlob(bytes2);
    return blob2 && dpapiMatch(blob2, { offset: at, length: 2 * blob2.length, form: "dpapi-hex" });
  }
  const skip = text4.startsWith("R") ? CHROMIUM_PREFIX_BYTES : 0;
  const bytes = Buffer.from(/^[A-Za-z0-9+/]*={0,2}/.exec(text4)[0], "base64").subarray(skip);
  const blob = readDpapiBlob(bytes);
  if (blob === void 0) return void 0;
  const digits = Math.ceil((skip + blob.length) * 4 / 3);
  const padding = text4.slice(digits, digits + 2).match(/^=*/)[0].length;
  return dpapiMatch(blob, { offset: at, length: digits + padding, form: "dpapi-base64" });
}
function beginsBlob(text4) {
  const skip = text4.startsWith("R") ? CHROMIUM_PREFIX_BYTES : 0;
  const bytes = Buffer.from(text4, text4.startsWith("0") ? "hex" : "base64").subarray(skip);
  if (bytes.length < LOOK_BYTES || bytes.toString("hex", 0, 20) !== DPAPI_HEADER) return false;
  return bytes.readUInt32LE(20) === 1 && bytes.readUInt32LE(44) <= 512;
}

// src/model/severity.ts
var SEVERITIES = ["critical", "high", "medium", "low"];
var CONFIDENCES = ["proven", "high", "medium", "low"];
function rank(scale, value) {
  return scale.indexOf(value);
}

// src/detect/anchor-index.ts
var HASH_BITS = 16;
var AnchorIndex = class {
  /** By hash: whether an anchor has such bytes. */
  #known = new Uint8Array(1 << HASH_BITS);
  /** By three bytes, without regard to case. */
  #anchors = /* @__PURE__ */ new Map();
  constructor(owners, anchorsOf) {
    for (const owner of owners) {
      for (const anchor of anchorsOf(owner)) {
        const offset = richestBytes(anchor.bytes);
        const key = keyAt(anchor.bytes, offset);
        this.#known[hashOf(key)] = 1;
        this.#anchors.set(key, [...this.#anchors.get(key) ?? [], { anchor, owner, offset }]);
      }
    }
  }
  /** Calls `visit` for each owner of an anchor at each position where it stands. */
  search(bytes, visit) {
    for (let position = 0; position + 3 <= bytes.length; position++) {
      const key = keyAt(bytes, position);
      if (this.#known[hashOf(key)] === 0) continue;
      for (const { anchor, owner, offset } of this.#anchors.get(key) ?? []) {
        const at = position - offset;
        if (at >= 0 && standsAt4(bytes, at, anchor)) visit(owner, at);
      }
    }
  }
};
function richestBytes(bytes) {
  let [richest, most] = [0, 0];
  for (let offset = 0; offset + 3 <= bytes.length; offset++) {
    const different = new Set(bytes.subarray(offset, offset + 3)).size;
    if (different > most) [richest, most] = [offset, different];
  }
  return richest;
}
function keyAt(bytes, at) {
  return bytes[at] | bytes[at + 1] << 8 | bytes[at + 2] << 16 | 2105376;
}
function hashOf(key) {
  return Math.imul(key, 2654435761) >>> 32 - HASH_BITS;
}
function standsAt4(bytes, at, anchor) {
  for (let index = 0; index < anchor.bytes.length; index++) {
    const [wanted, found] = [anchor.bytes[index], bytes[at + index] ?? -1];
    if (wanted !== found && !(anchor.ignoreCase && isLetter(wanted) && wanted === (found | 32))) return false;
  }
  return true;
}
function isLetter(byte) {
  return byte >= 97 && byte <= 122;
}

// src/detect/text/bounded-gunzip.ts
import { constants as constants2, inflateRawSync } from "node:zlib";
var MAX_OUTPUT_BYTES = 1 << 20;
var MAX_RATIO = 32;
var SPARE_BYTES = 4096;
var FIRST_PIECE_BYTES = 4096;
function beginsGzip(bytes) {
  if (bytes.length < 12 || bytes[0] !== 31 || bytes[1] !== 139 || bytes[2] !== 8) return false;
  const [flags, extra, system] = [bytes[3], bytes[8], bytes[9]];
  if (flags > 31 || extra !== 0 && extra !== 2 && extra !== 4 || system > 13 && system !== 255) return false;
  if (flags !== 0) return true;
  const block = bytes[10] | bytes[11] << 8;
  const kind = block >> 1 & 3;
  return kind < 2 || kind === 2 && (block >> 3 & 31) < 30 && (block >> 8 & 31) < 30;
}
function bodyStart(bytes) {
  const flags = bytes[3];
  let at = 10;
  if (flags & EXTRA) at += 2 + bytes[at] + 256 * bytes[at + 1];
  for (const text4 of [flags & NAME2, flags & COMMENT]) if (text4 !== 0) at = bytes.indexOf(0, at) + 1 || bytes.length;
  if (flags & HEADER_CRC) at += 2;
  return at < bytes.length ? at : void 0;
}
var HEADER_CRC = 2;
var EXTRA = 4;
var NAME2 = 8;
var COMMENT = 16;
var TRAILER_BYTES = 8;
function gunzipBounded(bytes) {
  const start = bodyStart(bytes);
  let best;
  for (let size2 = FIRST_PIECE_BYTES; start !== void 0; size2 *= 2) {
    const piece = bytes.subarray(start, start + size2);
    const inflated = inflate(piece);
    if (inflated === void 0) break;
    const inputBytes = Math.min(bytes.length, start + inflated.inputBytes + TRAILER_BYTES);
    best = { bytes: inflated.bytes, inputBytes };
    if (inflated.inputBytes < piece.length || start + size2 >= bytes.length) break;
  }
  return best;
}
function inflate(piece) {
  const maxOutputLength = Math.min(MAX_OUTPUT_BYTES, SPARE_BYTES + MAX_RATIO * piece.length);
  const options2 = { finishFlush: constants2.Z_SYNC_FLUSH, maxOutputLength, info: true };
  try {
    const { buffer, engine } = inflateRawSync(piece, options2);
    return buffer.length === 0 ? void 0 : { bytes: buffer, inputBytes: engine.bytesWritten };
  } catch {
    return void 0;
  }
}

// src/detect/text/encoded-beginnings.ts
var BYTES_BEFORE_ANYWHERE = 2500;
var FILES = [
  { bytes: "0x1f8b0800", looks: /^\x1f\x8b\x08\0/, holds: "gzip" },
  { bytes: "0x1f8b0808", looks: /^\x1f\x8b\x08\x08/, holds: "gzip" },
  { bytes: "PuTTY-User-Key-File-", looks: /^PuTTY-User-Key-File-[23]: [a-z]/ },
  { bytes: "---- BEGIN SSH2 ", looks: /^---- BEGIN SSH2 ENCRYPTED PRIVATE/ },
  { bytes: '"kty":', at: "anywhere", looks: /^"kty":\s{0,4}"(?:RSA|EC|OKP|oct)"/, layers: "first" },
  { bytes: '{"kty":', looks: /^\{"kty":\s{0,4}"(?:RSA|EC|OKP|oct)"/, layers: "second" },
  { bytes: '{"crv":', looks: /^\{"crv":\s{0,4}"(?:Ed|X|P-|secp)/, layers: "second" },
  { bytes: '{"keys":', looks: /^\{"keys":\s{0,4}\[\s{0,8}\{/, layers: "second" },
  { bytes: "AGE-SECRET-KEY-", at: "anywhere", looks: /^AGE-SECRET-KEY-(?:PQ-)?1[A-Z0-9]{30}/, layers: "first" },
  { bytes: "AGE-SECRET-KEY-", looks: /^AGE-SECRET-KEY-(?:PQ-)?1[A-Z0-9]{30}/, layers: "second" },
  { bytes: "# created: ", looks: /^# created: [-0-9T:+Z]{10,30}\r?\n# public key: age1/, layers: "second" },
  { bytes: "untrusted comment:", looks: /^untrusted comment:[^\n]{0,80}/ },
  { bytes: "[Interface]", looks: /^\[Interface\]\s/ },
  { bytes: "== ed25519v1-secret", looks: /^== ed25519v1-secret: type0 ==\0/ },
  { bytes: "Private-key-format: v1", looks: /^Private-key-format: v1\.\d\s{1,2}Algorithm/ },
  { bytes: "<RSAKeyValue>", looks: /^<RSAKeyValue>\s{0,40}</ },
  { bytes: '{"primaryKeyId":', looks: /^\{"primaryKeyId":\s{0,4}\d/ },
  { bytes: '{"encryptedKeyset"', looks: /^\{"encryptedKeyset":\s{0,4}"/ },
  { bytes: '{\n  "type": "service_account"', looks: /^\{\n {2}"type": "service_account"/ },
  // PASERK: the version before it is a letter and a digit.
  { bytes: ".secret.", at: 2, looks: /^k[1-4]\.secret\.[A-Za-z0-9_-]{30}/ },
  { bytes: "(11:private-key(", looks: /^\(11:private-key\(\d/ },
  { bytes: "(21:protected-private-key(", looks: /^\(21:protected-private-key\(\d/ },
  { bytes: "Key: (", looks: /^Key: \((?:protected-)?private-key/ },
  // CryptoAPI and CNG: RSA2, RSA3, and EC's for signing and agreement with the size of their numbers.
  { bytes: "0x0702000000a4000052534132", looks: /^\x07\x02/ },
  { bytes: "0x070200000024000052534132", looks: /^\x07\x02/ },
  { bytes: "0x1ef1b5b000000000", looks: /^\x1e\xf1\xb5\xb0\0{4}[\x01\x02]\0\0\0/ },
  ...["RSA2", "RSA3"].map((magic) => ({ bytes: magic, looks: /^RSA[23].[\x02-\x40]\0\0.\0\0\0/s })),
  ...["S2 ", "K2 ", "S40", "K40", "S6B", "K6B"].map((magic) => ({
    ...{ bytes: `EC${magic}\0\0`, looks: /^EC[SK][246].\0\0\0/s }
  })),
  // OpenPGP: the algorithm and curve of a packet with a header of two bytes; exponent and use of S2K behind n.
  { bytes: "0x16092b06010401da470f01", at: 7, looks: /^[\x94\x9c\xc5\xc7].\x04/s },
  { bytes: "0x13082a8648ce3d030107", at: 7, looks: /^[\x94\x9c\xc5\xc7].\x04/s },
  { bytes: "0x0011010001", at: "anywhere", looks: /^\0\x11\x01\0\x01[\0\xfd-\xff]/, layers: "first" },
  // n of RSA-2048, RSA-3072 and RSA-4096 behind a header of 3 bytes, 6 of version, time and algorithm, 2 of its length.
  ...[256, 384, 512].map((bytes) => ({
    ...{ bytes: "0x0011010001", at: 11 + bytes, looks: /^[\x95\x9d\xc5\xc7]..\x04.{4}[\x01-\x03]/s },
    layers: "second"
  })),
  // BCFKS: PBES2 behind three headers, the third of 128 to 255 bytes.
  { bytes: "0x06092a864886f70d01050d30", at: 11, looks: /^\x30\x82..\x30\x82..\x30\x81/s },
  // What base64-private-key.ts reads in the first layer: SEC1 of P-256, secp256k1, P-384 and P-521 with all its parts.
  ...["30770201010420", "30740201010420", "3081a40201010430", "3081dc0201010442"].map((bytes) => ({
    ...{ bytes: `0x${bytes}`, looks: /^\x30.{1,2}\x02\x01\x01\x04/s, layers: "second" }
  })),
  { bytes: "0x0504000c", looks: /^\x05\x04\0\x0c\0\x01\0\x08/ },
  // What base64-key-store.ts reads in the first layer: PKCS#12, JKS, JCEKS, BKS, keytabs.
  { bytes: "0x02010330", at: 4, looks: /^\x30\x82..\x02\x01\x03\x30[\x81\x82]/s, layers: "second" },
  { bytes: "0x0201033080", at: 2, looks: /^\x30\x80\x02\x01\x03\x30\x80/, layers: "second" },
  { bytes: "0xfeedfeed00000002", looks: /^\xfe\xed\xfe\xed\0\0\0\x02\0\0/, layers: "second" },
  { bytes: "0xcececece00000002", looks: /^\xce{4}\0\0\0\x02\0\0/, layers: "second" },
  ...["01", "02"].map((version) => ({
    ...{ bytes: `0x000000${version}00000014`, looks: /^\0\0\0[\x01\x02]\0\0\0\x14/, layers: "second" }
  })),
  { bytes: "0x0502000000", looks: /^\x05\x02\0\0\0/, layers: "second" }
];
var MAX_INNER_DIGITS = 14;
var MAX_DIGITS = 32;
var ENCODED_BEGINNINGS = FILES.flatMap(
  ({ bytes, at = 0, looks, holds = "file", layers }) => {
    const content = bytes.startsWith("0x") ? Buffer.from(bytes.slice(2), "hex") : Buffer.from(bytes, "latin1");
    const phases = at === "anywhere" ? [0, 1, 2] : [at % 3];
    const once2 = phases.map((phase) => {
      const { text: text4, digitsBefore } = base64Anchors(content)[phase];
      const bytesBefore = at === "anywhere" ? BYTES_BEFORE_ANYWHERE : at;
      return { text: text4.slice(0, MAX_DIGITS), digitsBefore, bytesBefore, holds, looks };
    });
    const twice = at === "anywhere" ? [] : once2.map((inner) => secondLayer(inner, at));
    return layers === "first" ? once2 : layers === "second" ? twice : [...once2, ...twice];
  }
);
function secondLayer(inner, at) {
  const digit = Math.ceil(at * 8 / 6);
  const digits = Buffer.from(inner.text.slice(0, MAX_INNER_DIGITS));
  const { text: text4, digitsBefore } = base64Anchors(digits)[digit % 3];
  return { text: text4, digitsBefore, bytesBefore: digit, holds: "layer", inner };
}

// src/detect/text/encoded-key.ts
var charactersFor = (bytes) => Math.ceil(bytes * 4 / 3) + Math.ceil(bytes / 8) + 16;
var MIN_DIGITS = 90;
var MIN_DIGITS_OF_MEMBER = 24;
var MAX_CHARACTERS3 = 56 * 1024;
var HEAD_BYTES3 = 64;
var SHORT_CHARACTERS = 400;
var MAX_MATCHES = 64;
var MAX_DEPTH5 = 2;
function encodedKey(keys) {
  return encodedKeyAt(keys, MAX_DEPTH5);
}
function encodedKeyAt(keys, depth) {
  let index;
  const inside2 = () => {
    const detectors2 = depth > 1 ? [...keys, encodedKeyAt(keys, depth - 1)] : keys;
    index ??= new AnchorIndex(detectors2, ({ trigger }) => trigger.anchors);
    return index;
  };
  return {
    id: "encoded-key",
    form: { specification: "RFC 4648, RFC 1952; content as above", proof: "as the form inside" },
    title: "Key in base64, or compressed in base64",
    severity: "critical",
    confidence: "proven",
    advice: PRIVATE_KEY_ADVICE,
    trigger: {
      anchors: [...new Set(ENCODED_BEGINNINGS.map(({ text: text4 }) => text4))].map((text4) => textAnchor(text4)),
      bytesBefore: charactersFor(BYTES_BEFORE_ANYWHERE),
      reads: "text"
    },
    maxMatchBytes: MAX_CHARACTERS3,
    inspect(window, at) {
      for (const beginning of beginningsAt(window, at)) {
        const [first, ...others] = read(window, at, beginning, inside2);
        if (first !== void 0) return others.length === 0 ? first : { ...first, also: others };
      }
      return void 0;
    }
  };
}
var BY_BEGINNING2 = /* @__PURE__ */ new Map();
for (const beginning of ENCODED_BEGINNINGS) {
  const key = beginning.text.slice(0, 4);
  BY_BEGINNING2.set(key, [...BY_BEGINNING2.get(key) ?? [], beginning]);
}
function beginningsAt(window, at) {
  const candidates2 = BY_BEGINNING2.get(latin1(window, at, at + 4)) ?? [];
  return candidates2.filter(({ text: text4 }) => latin1(window, at, at + text4.length) === text4);
}
function read(window, at, beginning, inside2) {
  const { text: text4, digitsBefore, bytesBefore, inner, looks } = beginning;
  const end = nextOf(window, at, text4);
  const isAnywhere = bytesBefore === BYTES_BEFORE_ANYWHERE;
  if (end - at < (isAnywhere ? MIN_DIGITS_OF_MEMBER : MIN_DIGITS)) return [];
  const start = Math.max(0, previousOf(window, at, text4), at - charactersFor(bytesBefore));
  const own = window.subarray(start, end);
  const decode3 = (before2, after) => readBase64(own, at - start, digitsBefore, { before: before2, after });
  const isShort = own.length < SHORT_CHARACTERS;
  const head = isShort ? decode3(bytesBefore, SHORT_CHARACTERS) : decode3(isAnywhere ? 0 : bytesBefore, HEAD_BYTES3);
  const fileStart = isAnywhere ? head.at : head.at - bytesBefore;
  if (inner === void 0 && (fileStart < 0 || !looks.test(latin1(head.bytes, fileStart)))) return [];
  if (inner !== void 0 && latin1(head.bytes, head.at, head.at + inner.text.length) !== inner.text) return [];
  if (beginning.holds === "gzip" && !beginsGzip(head.bytes.subarray(head.at))) return [];
  const spelled2 = isShort ? head : decode3(bytesBefore, MAX_CHARACTERS3);
  const found = beginning.holds === "gzip" ? compressed(spelled2, inside2) : inner === void 0 ? search3(spelled2.bytes, inside2()) : read(spelled2.bytes, spelled2.at, inner, inside2);
  return found.map((match2) => outside(match2, spelled2, start));
}
function nextOf(window, at, text4) {
  const rest = window.subarray(at + 1, at + MAX_CHARACTERS3);
  const next = Buffer.from(rest.buffer, rest.byteOffset, rest.length).indexOf(text4, 0, "latin1");
  return next < 0 ? Math.min(window.length, at + MAX_CHARACTERS3) : at + 1 + next;
}
function previousOf(window, at, text4) {
  const before2 = Buffer.from(window.buffer, window.byteOffset, at);
  const previous = before2.lastIndexOf(text4, -1, "latin1");
  return previous < 0 ? 0 : previous + text4.length;
}
function outside(match2, { starts, ends }, start) {
  const offset = starts[match2.offset] + start;
  return {
    ...match2,
    ...{ offset, length: ends[match2.offset + match2.length - 1] + start - offset },
    preview: `base64 of ${match2.preview}`,
    facts: { ...match2.facts, form: `base64-${match2.facts.form}` }
  };
}
function compressed(spelled2, inside2) {
  const inflated = gunzipBounded(spelled2.bytes.subarray(spelled2.at));
  if (inflated === void 0) return [];
  return search3(inflated.bytes, inside2()).map((match2) => ({
    ...match2,
    ...{ offset: spelled2.at, length: inflated.inputBytes },
    preview: `gzip of ${match2.preview}`,
    facts: { ...match2.facts, form: `gzip-${match2.facts.form}` }
  }));
}
function search3(bytes, index) {
  const found = /* @__PURE__ */ new Map();
  index.search(bytes, (detector, at) => {
    if (found.size >= MAX_MATCHES) return;
    const start = Math.max(0, at - detector.trigger.bytesBefore);
    const window = bytes.subarray(start, at + detector.maxMatchBytes);
    const match2 = detector.inspect(window, at - start, NO_MEMORY);
    if (match2 === void 0) return;
    for (const each of [match2, ...match2.also ?? []]) {
      const known4 = found.get(each.fingerprint);
      const complete = { ...asTold(each, detector), offset: start + each.offset };
      if (known4 === void 0 || compare(complete, known4) < 0) found.set(each.fingerprint, complete);
    }
  });
  return [...found.values()].sort(compare);
}
function asTold({ also: _, ...match2 }, detector) {
  const { title = detector.title, severity = detector.severity, confidence = detector.confidence } = match2;
  return { ...match2, title, severity, confidence };
}
function compare(a, b) {
  return rank(CONFIDENCES, a.confidence) - rank(CONFIDENCES, b.confidence) || rank(SEVERITIES, a.severity) - rank(SEVERITIES, b.severity) || a.offset - b.offset || b.length - a.length;
}

// src/detect/proof/keccak256.ts
var RATE_BYTES = 136;
var MASK = 2n ** 64n - 1n;
var [ROUND_CONSTANTS, ROTATIONS] = constants3();
function keccak256(message) {
  const padded5 = Buffer.alloc((Math.floor(message.length / RATE_BYTES) + 1) * RATE_BYTES);
  padded5.set(message);
  padded5[message.length] |= 1;
  padded5[padded5.length - 1] |= 128;
  const state = new Array(25).fill(0n);
  for (let start = 0; start < padded5.length; start += RATE_BYTES) {
    for (let lane = 0; lane < RATE_BYTES / 8; lane++) state[lane] ^= padded5.readBigUInt64LE(start + 8 * lane);
    permute(state);
  }
  const digest = Buffer.alloc(32);
  for (let lane = 0; lane < 4; lane++) digest.writeBigUInt64LE(state[lane], 8 * lane);
  return digest;
}
function permute(state) {
  for (const constant of ROUND_CONSTANTS) {
    const columns = [0, 1, 2, 3, 4].map((x) => [0, 5, 10, 15, 20].reduce((sum, y) => sum ^ state[x + y], 0n));
    for (let x = 0; x < 5; x++) {
      const parity = columns[(x + 4) % 5] ^ rotate(columns[(x + 1) % 5], 1);
      for (let y = 0; y < 25; y += 5) state[x + y] ^= parity;
    }
    const moved = new Array(25);
    for (let x = 0; x < 5; x++) {
      for (let y = 0; y < 5; y++)
        moved[y + 5 * ((2 * x + 3 * y) % 5)] = rotate(state[x + 5 * y], ROTATIONS[x + 5 * y]);
    }
    for (let lane = 0; lane < 25; lane++) {
      const row = lane - lane % 5;
      state[lane] = moved[lane] ^ ~moved[row + (lane + 1) % 5] & MASK & moved[row + (lane + 2) % 5];
    }
    state[0] ^= constant;
  }
}
function rotate(lane, by) {
  const shift = BigInt(by);
  return (lane << shift | lane >> 64n - shift) & MASK;
}
function constants3() {
  const rotations = new Array(25).fill(0);
  for (let [x, y, t] = [1, 0, 0]; t < 24; t++) {
    rotations[x + 5 * y] = (t + 1) * (t + 2) / 2 % 64;
    [x, y] = [y, (2 * x + 3 * y) % 5];
  }
  let register = 1;
  const rounds = Array.from({ length: 24 }, () => {
    let constant = 0n;
    for (let bit = 0; bit < 7; bit++) {
      if (register & 1) constant |= 1n << 2n ** BigInt(bit) - 1n;
      register = register << 1 ^ (register & 128 ? 369 : 0);
    }
    return constant;
  });
  return [rounds, rotations];
}

// src/detect/text/ethereum-key.ts
var NEAR_BYTES2 = 1024;
var SECRET = /^(?:private|priv)[_ -]?key[^0-9a-fA-F\n]{1,16}(?:0x)?([0-9a-fA-F]{64})(?![0-9a-fA-F])/i;
var STORE = /"ciphertext"\s{0,8}:\s{0,8}"([0-9a-fA-F]{64})"/y;
var ethereumKey = keyTextDetector({
  id: "ethereum-private-key",
  form: { specification: "Web3 Secret Storage; Keccak-256", proof: "d·G gives the address beside it" },
  title: "Private key of an Ethereum account",
  anchors: ["any:private_key", "any:privatekey", "any:private key", "any:private-key", "any:privkey", '"ciphertext"'],
  bytesBefore: NEAR_BYTES2,
  maxMatchBytes: NEAR_BYTES2,
  // The digits begin 8 to 29 bytes behind the first of the anchor, those of a ciphertext 14 to 30.
  glance: (window, at) => isInRun(window, at + 30, HEX_DIGITS, 64),
  read(text4, at) {
    if (text4.charAt(at) === '"') return keyStore(text4, at);
    const found = SECRET.exec(text4.slice(at, at + 96));
    const hex3 = found?.[1];
    if (found === null || hex3 === void 0) return void 0;
    const key = secp256k1Key(Buffer.from(hex3, "hex"), hex3.length);
    if (key === void 0 || key.publicKey.kind !== "ec") return void 0;
    const { point } = key.publicKey;
    const address = Buffer.from(keccak256(point.subarray(1))).subarray(-20).toString("hex");
    const x = Buffer.from(point.subarray(1, 33)).toString("hex");
    const around = text4.toLowerCase();
    if (!around.includes(address) && !around.includes(x)) return void 0;
    const offset = at + found[0].length - hex3.length;
    const place3 = { offset, length: hex3.length, form: "secp256k1-hex", preview: "private key…" };
    return keyMatch(key, { ...place3, facts: { address: `0x${address}` } });
  }
});
function keyStore(text4, at) {
  STORE.lastIndex = at;
  const found = STORE.exec(text4);
  const ciphertext = found?.[1];
  if (found === null || ciphertext === void 0) return void 0;
  const around = text4.slice(Math.max(0, at - NEAR_BYTES2), at + NEAR_BYTES2);
  const isStore = /"kdf"\s{0,8}:\s{0,8}"(?:scrypt|pbkdf2)"/.test(around) && /"mac"\s{0,8}:\s{0,8}"[0-9a-fA-F]{64}"/.test(around) && /"version"\s{0,8}:\s{0,8}3\b/.test(around);
  if (!isStore) return void 0;
  return {
    ...{ offset: at, length: found[0].length, preview: '{"crypto":{"ciphertext":…}}' },
    ...{ title: "Ethereum keystore, encrypted with a password", severity: "low", confidence: "high" },
    fingerprint: blobFingerprint(Buffer.from(ciphertext, "hex")),
    facts: { encrypted: true, form: "ethereum-keystore-3" }
  };
}

// src/detect/text/armoured-key.ts
function armouredKey(armour) {
  for (const { body: body3 } of armour.readings) {
    const key = readKeyBytes(body3);
    if (key !== void 0) return key;
  }
  return void 0;
}

// src/detect/text/google-service-account.ts
var REACH_BYTES2 = 6 * 1024;
var Q = '\\\\{0,7}"';
var KEY = new RegExp(`${Q}private_key${Q}\\s{0,8}:\\s{0,8}${Q}(?=-----BEGIN )`, "g");
var EMAIL = new RegExp(`${Q}client_email${Q}\\s{0,8}:\\s{0,8}${Q}([a-z0-9._-]{1,100}@[a-z0-9.-]{1,100})${Q}`, "g");
var PROJECT = /@([a-z0-9-]{4,40})\.iam\.gserviceaccount\.com$/;
var googleServiceAccount = keyTextDetector({
  id: "google-service-account",
  form: { specification: "Google Cloud, service account keys", proof: KEY_HOLDS },
  title: "Google service account key",
  advice: "Delete the key of this service account in the Google Cloud console (IAM, Service Accounts, Keys), make a new one, and look into the audit logs for what it did.",
  anchors: ["service_account"],
  bytesBefore: REACH_BYTES2,
  maxMatchBytes: REACH_BYTES2,
  read(text4, at) {
    const type = /"type\\{0,7}"\s{0,8}:\s{0,8}\\{0,7}"$/.exec(text4.slice(Math.max(0, at - 40), at));
    if (type === null || !/^service_account\\{0,7}"/.test(text4.slice(at, at + 24))) return void 0;
    const from = Math.max(0, text4.lastIndexOf("service_account", at - 1) + 1);
    const next = text4.indexOf("service_account", at + 1);
    const until = next < 0 ? text4.length : next;
    const member = nearest2(KEY, text4, from, until, at);
    const email = nearest2(EMAIL, text4, from, until, at);
    if (member === void 0) return void 0;
    const pemStart = member.index + member[0].length;
    const armour = readArmour(Buffer.from(text4.slice(0, until), "latin1"), pemStart, REACH_BYTES2);
    const key = armour && armouredKey(armour);
    if (armour === void 0 || key === void 0) return void 0;
    const offset = Math.min(member.index, at - type[0].length);
    const end = Math.max(armour.end, at + "service_account".length);
    const account = email?.[1];
    const project = account === void 0 ? void 0 : PROJECT.exec(account)?.[1];
    return keyMatch(key, {
      ...{ offset, length: end - offset, form: "google-service-account", preview: '{"type":"service_account",…}' },
      facts: { provider: "Google", ...account && { clientEmail: account }, ...project && { projectId: project } }
    });
  }
});
function nearest2(pattern, text4, from, until, at) {
  let best;
  pattern.lastIndex = from;
  for (let found = pattern.exec(text4); found !== null && found.index < until; found = pattern.exec(text4)) {
    if (best === void 0 || Math.abs(found.index - at) < Math.abs(best.index - at)) best = found;
  }
  return best;
}

// src/detect/text/hex-digits.ts
var BYTES2 = {
  hex: /(?:[\s:,;|+"'-]|\\[nrt]){0,48}?([0-9A-Fa-f]{2})/y,
  numbers: /(?:[uU]8?|_u8|\.toByte\(\))?[^0-9A-Za-z]{0,48}?(?:\((?:byte|char)\) ?)?0[xX]([0-9A-Fa-f]{1,2})(?![0-9A-Fa-f])/y,
  escapes: escapes(1),
  "doubled-escapes": escapes(2),
  decimal: /[^0-9A-Za-z-]{1,48}?(?:\(byte\) ?)?(-?[0-9]{1,3})(?![0-9.])/y
};
function escapes(backslashes) {
  const between = (quote) => `${quote}(?:[\\s+.&|_(),;]|\\\\(?=[\\s]))*b?${quote}`;
  const join2 = `(?:${['"', "'"].map((quote) => between(`\\\\{0,${backslashes - 1}}${quote}`)).join("|")})?`;
  return new RegExp(`${join2}${escaped(backslashes)}`, "y");
}
var ONE_LITERAL = {
  escapes: new RegExp(escaped(1), "y"),
  "doubled-escapes": new RegExp(escaped(2), "y")
};
function escaped(backslashes) {
  const slashes = `\\\\{${backslashes}}`;
  const codes = `x([0-9A-Fa-f]{2})|u00([0-9A-Fa-f]{2})|([0-7]{1,3})|(\\\\{${backslashes}}|\\\\{0,${backslashes - 1}}["']|[abtnvfr/])`;
  const unescaped = backslashes === 1 ? "" : `(?:\\\\{1,${backslashes - 1}}(?=["']))?`;
  return `(?:${slashes}(?:${codes})|${unescaped}([^\\\\\\n\\r]))`;
}
var MAX_CHARACTERS4 = 64;
var LETTERS = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13 };
function readBytes(window, at, spelling, limits) {
  const head = headBefore(window, at, spelling, limits.before);
  const text4 = latin1(window, at, Math.min(window.length, at + limits.after * MAX_CHARACTERS4, at + MAX_TEXT));
  const { bytes, starts, ends } = head;
  const from = bytes.length;
  const pattern = (limits.literals === "one" ? ONE_LITERAL[spelling] : void 0) ?? BYTES2[spelling];
  let position = 0;
  while (bytes.length - from < limits.after) {
    const isFirstDecimal = position === 0 && spelling === "decimal";
    pattern.lastIndex = position;
    const found = isFirstDecimal ? /^([0-9]{1,3})/.exec(text4) : pattern.exec(text4);
    const value = found === null ? void 0 : byteOf(spelling, found);
    if (found === null || value === void 0) break;
    const end = position + found[0].length;
    bytes.push(value);
    starts.push(at + end - digitsOf2(spelling, found));
    ends.push(at + end);
    position = end;
  }
  return { bytes: Uint8Array.from(bytes), at: from, starts, ends };
}
var MAX_TEXT = 60 * 1024;
function headBefore(window, at, spelling, most) {
  const first = Math.max(0, at - most * MAX_CHARACTERS_BEFORE);
  const text4 = most === 0 ? "" : latin1(window, first, at);
  const pattern = BACKWARDS[spelling];
  const head = { bytes: [], starts: [], ends: [] };
  for (let end = text4.length; head.bytes.length < most; ) {
    const found = pattern.exec(text4.slice(Math.max(0, end - 36), end));
    const value = found === null ? void 0 : byteOf(spelling, found);
    if (found === null || value === void 0) break;
    const start = end - found[0].length;
    head.bytes.unshift(value);
    head.starts.unshift(first + start);
    head.ends.unshift(first + end);
    end = start;
  }
  return head;
}
var MAX_CHARACTERS_BEFORE = 24;
var BACKWARDS = {
  hex: /([0-9A-Fa-f]{2})(?:[\s:,;|+"'-]|\\[nrt]){0,16}$/,
  numbers: /0[xX]([0-9A-Fa-f]{1,2})(?:[uU]8?|_u8|\.toByte\(\))?[^0-9A-Za-z]{1,16}(?:\((?:byte|char)\) ?)?$/,
  escapes: new RegExp(`${escaped(1).replace("{1,3}", "{3}")}$`),
  "doubled-escapes": new RegExp(`${escaped(2).replace("{1,3}", "{3}")}$`),
  decimal: /(?<![0-9.])(-?[0-9]{1,3})[^0-9A-Za-z-]{1,16}(?:\(byte\) ?)?$/
};
function byteOf(spelling, found) {
  if (spelling === "hex" || spelling === "numbers") return Number.parseInt(found[1], 16);
  if (spelling === "decimal") {
    const value = Number.parseInt(found[1], 10);
    return value < -128 || value > 255 ? void 0 : value & 255;
  }
  const [, hexadecimal, unicode, octal2, letter, plain2] = found;
  const code = hexadecimal ?? unicode;
  if (code !== void 0) return Number.parseInt(code, 16);
  if (octal2 !== void 0) return Number.parseInt(octal2, 8) & 255;
  return letter === void 0 ? plain2.charCodeAt(0) : LETTERS[letter] ?? letter.charCodeAt(letter.length - 1);
}
function digitsOf2(spelling, found) {
  if (spelling === "numbers") return found[1].length + 2;
  if (spelling !== "escapes" && spelling !== "doubled-escapes") return found[1].length;
  const [, hexadecimal, unicode, octal2, letter] = found;
  const slashes = spelling === "escapes" ? 1 : 2;
  if (hexadecimal !== void 0) return slashes + "x00".length;
  if (unicode !== void 0) return slashes + "u0000".length;
  if (octal2 !== void 0) return slashes + octal2.length;
  return letter === void 0 ? 1 : slashes + letter.length;
}
function peekBytes(window, at, spelling, into) {
  if (spelling === "hex") return peekHex(window, at, into);
  return spelling === "numbers" || spelling === "decimal" ? peekNumbers(window, at, into) : 0;
}
function peekHex(window, at, into) {
  let count = 0;
  let position = at;
  while (count < into.length) {
    for (let skipped = 0; skipped < 2 && isSeparator(window[position]); skipped++) position++;
    const [high, low] = [nibble(window[position]), nibble(window[position + 1])];
    if (high < 0 || low < 0) break;
    into[count++] = high * 16 + low;
    position += 2;
  }
  return count;
}
function peekNumbers(window, at, into) {
  let position = at;
  for (let count = 0; count < into.length; count++) {
    for (let skipped = 0; skipped < 8 && PUNCTUATION.has(window[position]); skipped++) position++;
    const isNegative = window[position] === MINUS;
    if (isNegative) position++;
    const isHex = window[position] === 48 && (window[position + 1] | 32) === 120;
    if (isHex) position += 2;
    const start = position;
    let value = 0;
    for (let digit = nibble(window[position]); digit >= 0 && position < start + 3; digit = nibble(window[++position])) {
      if (!isHex && digit > 9) return count;
      value = value * (isHex ? 16 : 10) + digit;
    }
    if (position === start || value > 255) return count;
    into[count] = isNegative ? -value : value;
  }
  return into.length;
}
var MINUS = 45;
var PUNCTUATION = new Set(Buffer.from(", 	()[];"));
function peekHexBack(window, at, into) {
  let count = 0;
  let position = at;
  while (count < into.length) {
    for (let skipped = 0; skipped < 2 && isSeparator(window[position - 1]); skipped++) position--;
    const [high, low] = [nibble(window[position - 2]), nibble(window[position - 1])];
    if (high < 0 || low < 0) break;
    count++;
    into[into.length - count] = high * 16 + low;
    position -= 2;
  }
  return count;
}
function isSeparator(byte) {
  return byte === 32 || byte === 58;
}
function nibble(byte) {
  if (byte === void 0) return -1;
  if (byte >= 48 && byte <= 57) return byte - 48;
  const letter = byte | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

// src/detect/text/hex-dump.ts
var LINE_FEED = 10;
var MAX_ROW_CHARACTERS = 320;
var MAX_ROW_BYTES = 64;
var OFFSET = /^[\s>|#*"']{0,24}(?:0[xX])?((?:[0-9A-Fa-f]{8}`)?[0-9A-Fa-f]{4,16}):?[\s|]{1,8}/;
var MAX_OFFSET_CHARACTERS = 64;
var MAX_GROUP_DIGITS = 16;
function readDump(window, at, after) {
  const rowStart = lineStart(window, at);
  const row = rowStart === void 0 ? void 0 : readRow(window, rowStart);
  if (rowStart === void 0 || row === void 0 || !row.starts.includes(at)) return void 0;
  const following2 = readRow(window, row.next);
  const layout = following2 && layoutOf(row, following2);
  if (layout === void 0) return void 0;
  const { width } = layout;
  const bytes = [];
  const starts = [];
  const take = (each) => {
    bytes.push(...each.bytes.slice(0, width));
    starts.push(...each.starts.slice(0, width));
  };
  const aboveStart = rowStart === 0 ? void 0 : lineStart(window, rowStart - 1);
  const above = aboveStart === void 0 ? void 0 : readRow(window, aboveStart);
  if (above !== void 0 && follows(above, row, layout)) take(above);
  const index = bytes.length + row.starts.indexOf(at);
  take(row);
  let [last, next] = [row, following2];
  while (next !== void 0 && bytes.length - index < after && follows(last, next, layout)) {
    take(next);
    [last, next] = [next, readRow(window, next.next)];
  }
  return { bytes: Uint8Array.from(bytes), at: index, starts, ends: starts.map((start) => start + 2) };
}
function follows(upper, lower, { width, radix }) {
  return upper.bytes.length >= width && offsetOf(lower.offset, radix) - offsetOf(upper.offset, radix) === width;
}
function lineStart(window, at) {
  const first = Math.max(0, at - MAX_ROW_CHARACTERS);
  let start = at;
  while (start > first && window[start - 1] !== LINE_FEED) start--;
  return start > first || first === 0 ? start : void 0;
}
function readRow(window, start) {
  const lead = OFFSET.exec(latin1(window, start, start + MAX_OFFSET_CHARACTERS));
  if (lead === null) return void 0;
  const bytes = [];
  const starts = [];
  let position = start + lead[0].length;
  for (let widest = MAX_GROUP_DIGITS; bytes.length < MAX_ROW_BYTES; ) {
    const digits = digitsAt(window, position);
    if (digits === 0 || digits % 2 !== 0 || digits > widest) break;
    if (bytes.length === 0) widest = digits;
    for (const end = position + digits; position < end; position += 2) {
      bytes.push(nibble(window[position]) * 16 + nibble(window[position + 1]));
      starts.push(position);
    }
    if (window[position] === SPACE && window[position + 1] === SPACE) position += 2;
    else if (window[position] === SPACE || window[position] === TAB || window[position] === HYPHEN) position++;
    else break;
  }
  if (bytes.length === 0) return void 0;
  const lineEnd = window.subarray(position, start + MAX_ROW_CHARACTERS).indexOf(LINE_FEED);
  return { offset: lead[1], bytes, starts, next: lineEnd < 0 ? window.length : position + lineEnd + 1 };
}
var SPACE = 32;
var TAB = 9;
var HYPHEN = 45;
function digitsAt(window, position) {
  let digits = 0;
  while (digits <= MAX_GROUP_DIGITS && nibble(window[position + digits]) >= 0) digits++;
  return digits > MAX_GROUP_DIGITS ? 0 : digits;
}
function layoutOf(row, following2) {
  if (following2 === void 0) return { width: row.bytes.length, radix: 16 };
  let best;
  for (const radix of [16, 8, 10]) {
    const width = offsetOf(following2.offset, radix) - offsetOf(row.offset, radix);
    const fits = width > 0 && width <= row.bytes.length;
    if (fits && (best === void 0 || width > best.width)) best = { width, radix };
  }
  return best;
}
function offsetOf(offset, radix) {
  const digits = offset.replace("`", "").slice(-12);
  return radix < 16 && !(radix === 8 ? /^[0-7]+$/ : /^[0-9]+$/).test(digits) ? Number.NaN : Number.parseInt(digits, radix);
}

// src/detect/text/hex-key-anchors.ts
var MAX_ANCHOR_CHARACTERS = 32;
var PKCS82 = ["02 01 00 30", "02 01 01 30"];
var NUMBERS3 = ["02 01 00 02 82", "02 01 00 02 81"];
var SEC13 = [...new Set(CURVES.map(({ bytes }) => `02 01 01 04 ${hexByte(bytes)}`))];
var PBES25 = ["f7 0d 01 05", "0d 01 05 0d"];
function bytesBeforePbes2({ text: text4 }) {
  return /^(?:0x)?f7/.test(text4) ? 6 : 7;
}
var OPENSSH = Buffer.from("openssh-key-v1").toString("hex");
var joined = (text4, separator) => text4.split(" ").join(separator);
var numbers2 = (text4, separator) => joined(text4.replace(/\S+/g, "0x$&"), `${separator}`);
var pairs = (text4, odd) => {
  const bytes = text4.split(" ");
  return bytes.map((byte, index) => index > 0 && index % 2 === odd ? ` ${byte}` : byte).join("");
};
var goNumbers = (text4) => bytesOf2(text4).map((byte) => `0x${byte.toString(16)}`).join(", ");
var bytesOf2 = (text4) => text4.split(" ").map((byte) => Number.parseInt(byte, 16));
var decimal = (text4, separator) => bytesOf2(text4).join(separator);
var signed = (text4, separator) => bytesOf2(text4).map((byte) => byte < 128 ? byte : byte - 256).join(separator);
var PKCS12 = "02 01 00 02";
var SHORT = [...PKCS82, PKCS12, "02 01 01 04"];
var VERSIONS = [
  [2, 1, 0],
  [2, 1, 1]
];
var opensshHex = (OPENSSH.match(/../g) ?? []).join(" ");
function escapes2() {
  const write = [
    (byte) => `x${hexByte(byte)}`,
    (byte) => `u00${hexByte(byte)}`,
    (byte) => byte.toString(8).padStart(3, "0")
  ];
  return VERSIONS.flatMap(
    (version) => write.flatMap((code) => [
      { text: version.map((byte) => `\\${code(byte)}`).join(""), spelling: "escapes", holds: "der" },
      // From the second of its backslashes on, so that it is no part of a longer row of them.
      {
        text: version.map((byte) => `\\\\${code(byte)}`).join("").slice(1),
        spelling: "doubled-escapes",
        holds: "der"
      }
    ])
  );
}
function anchors(spelling, holds, texts) {
  return texts.map((text4) => ({ text: text4.slice(0, MAX_ANCHOR_CHARACTERS), spelling, holds }));
}
var COMMAS = [", ", ","];
var LINES = [",\n  ", ",\n    ", ",\n      "];
var HEX_KEY_ANCHORS = distinct2([
  ...anchors("hex", "der", [
    ...[...PKCS82, ...NUMBERS3, ...SEC13].map((text4) => joined(text4, "")),
    // One space, and two in the middle of a row; colons.
    ...[" ", ":"].flatMap((separator) => SHORT.map((text4) => joined(text4, separator))),
    // Pairs of bytes, as xxd has them, from the first of a pair on and from the second.
    ...[0, 1].flatMap((odd) => SHORT.map((text4) => pairs(text4, odd)))
  ]),
  ...anchors("numbers", "der", [
    ...COMMAS.flatMap((separator) => SHORT.map((text4) => numbers2(text4, separator))),
    ...SHORT.map(goNumbers)
  ]),
  ...escapes2(),
  ...anchors(
    "decimal",
    "der",
    [...PKCS82, ...NUMBERS3, ...SEC13].flatMap((text4) => [
      ...[...COMMAS, ...LINES].map((separator) => decimal(text4, separator)),
      ...COMMAS.map((separator) => signed(text4, separator))
    ])
  ),
  // The length stands in the next line of eight, or behind a cast of Java.
  ...anchors(
    "decimal",
    "der",
    COMMAS.flatMap((separator) => ["\n", "\r\n", " (byte"].map((next) => `${decimal(PKCS12, separator)},${next}`))
  ),
  ...anchors(
    "hex",
    "tail",
    ["", " ", ":"].map((separator) => joined("02 03 01 00 01 02 8", separator))
  ),
  ...anchors("hex", "encrypted", [
    ...["", " ", ":"].map((separator) => joined(PBES25[0], separator)),
    ...[0, 1].map((odd) => pairs(PBES25[0], odd))
  ]),
  ...anchors(
    "numbers",
    "encrypted",
    COMMAS.flatMap((separator) => PBES25.map((text4) => numbers2(text4, separator)))
  ),
  ...anchors("hex", "openssh", [
    joined(opensshHex, ""),
    // Eight bytes, since there is the middle of a row.
    ...[" ", ":"].map((separator) => joined(opensshHex.slice(0, 23), separator)),
    ...[0, 1].map((odd) => pairs(opensshHex.slice(0, 23), odd))
  ]),
  ...anchors(
    "numbers",
    "openssh",
    COMMAS.map((separator) => numbers2(opensshHex, separator))
  ),
  ...anchors(
    "decimal",
    "openssh",
    COMMAS.map((separator) => decimal(opensshHex, separator))
  ),
  // Behind it, a NUL in any spelling.
  { text: "openssh-key-v1\\", spelling: "escapes", holds: "openssh" }
]);
function distinct2(all) {
  return [...new Map(all.map((anchor) => [anchor.text, anchor])).values()];
}

// src/detect/text/hex-private-key.ts
var hexPrivateKey = {
  id: "private-key-hex",
  form: {
    specification: "hex and byte arrays as source code and dumps spell them; content as above",
    proof: KEY_HOLDS
  },
  title: "Private key spelled out in bytes",
  severity: "critical",
  confidence: "proven",
  advice: PRIVATE_KEY_ADVICE,
  trigger: {
    anchors: HEX_KEY_ANCHORS.map(({ text: text4 }) => textAnchor(text4, { ignoreCase: true })),
    // Headers of a frame, `\\x30\\x82` and so on; the rows of a dump in which they stand.
    bytesBefore: 400,
    reads: "text"
  },
  // RSA-4096 in PKCS#8 is 2,375 bytes; `0x30, ` is 6 characters, with an indent of 4 in lines of 12 some 6.5.
  maxMatchBytes: 32 * 1024,
  inspect: inspect31
};
var BY_BEGINNING3 = /* @__PURE__ */ new Map();
for (const anchor of HEX_KEY_ANCHORS) {
  const beginning = anchor.text.slice(0, 4);
  BY_BEGINNING3.set(beginning, [...BY_BEGINNING3.get(beginning) ?? [], anchor]);
}
function inspect31(window, at) {
  const text4 = Buffer.from(window.buffer, window.byteOffset + at, Math.min(32, window.length - at)).toString("latin1").toLowerCase();
  for (const anchor of BY_BEGINNING3.get(text4.slice(0, 4)) ?? []) {
    if (!text4.startsWith(anchor.text)) continue;
    if (leadsNowhere2(window, at, anchor)) continue;
    let best;
    for (const read2 of spellings(window, at, anchor)) {
      const match2 = READERS3[anchor.holds](read2, anchor);
      if (match2 !== void 0 && match2.facts.cut === void 0 && match2.facts.damaged === void 0) return match2;
      best ??= match2;
    }
    if (best !== void 0) return best;
  }
  return void 0;
}
var peeked2 = new Uint8Array(15);
var before = new Uint8Array(7);
function leadsNowhere2(window, at, anchor) {
  const { text: text4, spelling, holds } = anchor;
  const soon = holds === "encrypted" ? CHARACTERS_TO_PBKDF2 : CHARACTERS_OF_KEY;
  if (latin1(window, at + 1, at + text4.length + soon).toLowerCase().includes(text4))
    return true;
  if (holds === "encrypted") {
    if (spelling !== "hex" || peekHexBack(window, at, before) < before.length) return false;
    return !PBES2_BEGINNING.every((byte, index) => byte === before[index + 7 - bytesBeforePbes2(anchor)]);
  }
  const count = peekBytes(window, at, spelling, peeked2);
  if (holds === "openssh") return peeked2.subarray(0, count).some((byte, index) => byte !== OPENSSH_MAGIC[index]);
  if (holds !== "der") return false;
  if (!looksLikeKey(peeked2.subarray(1), count - 1)) return true;
  if (spelling !== "hex" || count < 4 || peeked2[3] !== 4) return false;
  if (peekHexBack(window, at, before) < 3) return false;
  const [third, second, first] = before.subarray(4);
  return second === 48 ? first < 21 : third === 48 ? second !== 129 : third !== 130;
}
var CHARACTERS_OF_KEY = 64;
var CHARACTERS_TO_PBKDF2 = 16;
var PBES2_BEGINNING = Buffer.from("06092a864886", "hex");
var BYTES_BEFORE4 = 32;
function* spellings(window, at, { text: text4, spelling, holds }) {
  const start = spelling === "doubled-escapes" && at > 0 ? at - 1 : at;
  if (spelling === "hex" && text4.includes(" ") && readDump(window, at, 1) !== void 0) {
    yield (_, after) => readDump(window, at, after) ?? NOTHING;
    return;
  }
  const spelt = spelling === "escapes" && holds === "openssh" ? ["escapes", "doubled-escapes"] : [spelling];
  for (const each of spelt) {
    for (const literals of each === "escapes" || each === "doubled-escapes" ? ["joined", "one"] : [void 0]) {
      yield (earlier, after) => readBytes(window, start, each, { before: earlier, after, ...literals && { literals } });
    }
  }
}
var NOTHING = { bytes: new Uint8Array(0), at: 0, starts: [], ends: [] };
var READERS3 = {
  der(read2, { spelling }) {
    const first = read2(4, 12);
    if (!looksLikeKey(first.bytes.subarray(first.at + 1), first.bytes.length - first.at - 1)) return void 0;
    if (first.bytes[first.at + 3] === 4 && frameBytes(first.bytes, first.at, 2) === void 0) return void 0;
    const head = read2(4, 40);
    const wanted = frameBytes(head.bytes, head.at, 2);
    let condition = "cut";
    if (wanted !== void 0 && fitsFrame(head.bytes, head.at, wanted)) {
      const whole = read2(4, Math.min(wanted, MAX_DER_KEY_BYTES));
      const found = findDerKey(whole.bytes, whole.at);
      if (found !== void 0) {
        const { key, start } = found;
        return keyMatch(key, place2(whole, start, start + key.length, `${spelling}-${key.structure}`));
      }
      if (whole.at + wanted <= whole.bytes.length) condition = "damaged";
    }
    const most = wantedBytes(head.bytes, head.at);
    if (most === void 0) return void 0;
    const piece = read2(0, most);
    const cut = readCutKey(piece.bytes, piece.at);
    return cut && cutKeyMatch(cut, place2(piece, cut.start, cut.end, `${spelling}-${cut.structure}`), condition);
  },
  tail(read2, { spelling }) {
    const head = read2(0, 12);
    const wanted = bytesFromTail(head.bytes, head.at);
    if (wanted === void 0) return void 0;
    const piece = read2(0, wanted);
    const cut = readKeyTail(piece.bytes, piece.at);
    return cut && cutKeyMatch(cut, place2(piece, cut.start, cut.end, `${spelling}-${cut.structure}`), "cut");
  },
  encrypted(read2, anchor) {
    const head = read2(BYTES_BEFORE4, 4);
    const skipped = bytesBeforePbes2(anchor);
    const at = head.at - skipped;
    const wanted = at < 0 ? void 0 : frameBytes(head.bytes, at, 48);
    if (wanted === void 0) return void 0;
    const whole = read2(BYTES_BEFORE4, Math.min(wanted, MAX_DER_KEY_BYTES));
    const found = findEncryptedKey(whole.bytes, whole.at - skipped);
    if (found === void 0 || isShroudedBag(whole.bytes, found.start)) return void 0;
    return keyMatch(found.key, place2(whole, found.start, found.start + found.key.length, `${anchor.spelling}-pkcs8`));
  },
  openssh(read2, { spelling }) {
    const magic = read2(0, OPENSSH_MAGIC.length);
    if (!OPENSSH_MAGIC.every((byte, index) => byte === magic.bytes[magic.at + index])) return void 0;
    let whole = read2(0, 64);
    if (opensshBytes(whole.bytes, whole.at) === void 0) return void 0;
    for (let round = 0; round < 8; round++) {
      const wanted = opensshBytes(whole.bytes, whole.at);
      if (wanted === void 0 || wanted > MAX_DER_KEY_BYTES) return void 0;
      if (whole.at + wanted <= whole.bytes.length) break;
      const { length } = whole.bytes;
      whole = read2(0, wanted);
      if (whole.bytes.length === length) break;
    }
    const key = readOpensshKey(whole.bytes, whole.at);
    if (key !== void 0) {
      return keyMatch(key, place2(whole, whole.at, whole.at + key.length, `${spelling}-openssh`));
    }
    const cut = readCutOpensshKey(whole.bytes, whole.at);
    return cut && cutKeyMatch(cut, place2(whole, cut.start, cut.end, `${spelling}-openssh`), "cut");
  }
};
function place2({ starts, ends }, start, end, form) {
  const offset = starts[start];
  const spelling = form.slice(0, form.lastIndexOf("-"));
  return { offset, length: ends[end - 1] - offset, form, preview: `${spelling} of a private key` };
}

// src/detect/proof/jwk-key.ts
function readJwk(members, length) {
  const type = members.get("kty");
  if (type === "oct") {
    const secret = decode(members.get("k"));
    if (secret === void 0 || secret.length < MIN_SYMMETRIC_BYTES || isMonotonous(secret)) return void 0;
    return { state: "symmetric", structure: "jwk", length, secret };
  }
  const key = type === void 0 || !members.has("d") ? void 0 : PROOFS2.get(type)?.(members);
  return key && { structure: "jwk", length, ...key };
}
var MIN_SYMMETRIC_BYTES = 16;
var PROOFS2 = /* @__PURE__ */ new Map([
  ["RSA", proveRsaMembers],
  ["EC", proveEcMembers],
  ["OKP", proveOkpMembers]
]);
function proveRsaMembers(members) {
  const [n, e, d] = ["n", "e", "d"].map((name) => decode(members.get(name)));
  if (n === void 0 || e === void 0 || d === void 0) return void 0;
  const crt = [];
  for (const name of ["p", "q", "dp", "dq", "qi"]) {
    const text4 = members.get(name);
    const bytes = decode(text4);
    if (text4 !== void 0 && bytes === void 0) return void 0;
    crt.push(bytes && fromBytes(bytes));
  }
  const [p, q, dp, dq, qi] = crt;
  const key = proveRsa({ n: fromBytes(n), e: fromBytes(e), d: fromBytes(d), p, q, dp, dq, qi });
  return key && proven(key);
}
function proveEcMembers(members) {
  const name = members.get("crv") === "P-256K" ? "secp256k1" : members.get("crv");
  const curve2 = CURVES.find((known4) => known4.jwkName !== void 0 && known4.jwkName === name);
  if (curve2 === void 0) return void 0;
  const [d, x, y] = ["d", "x", "y"].map((member) => coordinate(curve2, members.get(member)));
  if (d === void 0) return void 0;
  const point = x && y && Buffer.concat([Uint8Array.of(4), x, y]);
  if (point === void 0 && (members.has("x") || members.has("y"))) return void 0;
  const key = proveEc(curve2, d, point);
  return key && following(key, d, point);
}
function coordinate(curve2, text4) {
  const bytes = decode(text4);
  if (bytes === void 0 || bytes.length > curve2.bytes) return void 0;
  const full = new Uint8Array(curve2.bytes);
  full.set(bytes, curve2.bytes - bytes.length);
  return full;
}
function proveOkpMembers(members) {
  const algorithm = EDWARDS_ALGORITHMS.find((known4) => known4.name === members.get("crv"));
  const seed = decode(members.get("d"));
  const claimed = decode(members.get("x"));
  if (algorithm === void 0 || seed === void 0 || claimed === void 0 && members.has("x")) return void 0;
  const key = proveEdwards(algorithm, seed, claimed);
  return key && following(key, seed, claimed);
}
function decode(text4) {
  if (text4 === void 0 || text4.length > MAX_VALUE_CHARACTERS) return void 0;
  return /^[A-Za-z0-9+/_-]+={0,2}$/.test(text4) ? Buffer.from(text4, "base64url") : void 0;
}
var MAX_VALUE_CHARACTERS = Math.ceil(MAX_RSA_BITS / 6) + 4;

// src/detect/text/jwk-private-key.ts
var MAX_OBJECT_BYTES2 = 16 * 1024;
var jwkPrivateKey = {
  id: "private-key-jwk",
  form: { specification: "RFC 7517, RFC 7518, RFC 8037", proof: KEY_HOLDS },
  title: "Private key in a JWK",
  severity: "critical",
  confidence: "proven",
  advice: PRIVATE_KEY_ADVICE,
  trigger: { anchors: [textAnchor("kty")], bytesBefore: MAX_OBJECT_BYTES2, reads: "text" },
  maxMatchBytes: MAX_OBJECT_BYTES2,
  inspect: inspect32
};
function inspect32(window, at) {
  if (!isTypeMember(window, at)) return void 0;
  const found = findObject(window, at);
  const key = found && readJwk(found.object.members, found.object.end - found.open);
  if (found === void 0 || key === void 0) return void 0;
  return keyMatch(key, {
    offset: found.open,
    length: key.length,
    form: "jwk",
    preview: `{"kty":"${found.object.members.get("kty")}",…}`,
    facts: keyIdFact2(found.object.members.get("kid"))
  });
}
var MAX_BRACES3 = 4;
function findObject(window, at) {
  let braces = 0;
  for (let open = at - 1; open >= Math.max(0, at - MAX_OBJECT_BYTES2) && braces < MAX_BRACES3; open--) {
    const byte = window[open];
    if (byte === 0) return void 0;
    if (byte === 107 && isTypeMember(window, open)) return void 0;
    if (byte !== 123) continue;
    braces++;
    const object = readJsonObject(window, open, open + MAX_OBJECT_BYTES2);
    if (object !== void 0 && object.end > at && object.members.has("kty")) return { open, object };
  }
  return void 0;
}
var AFTER_NAME = new Set(Buffer.from(`\\"' 	
\r:`));
function isTypeMember(window, at) {
  if (window[at + 1] !== 116 || window[at + 2] !== 121 || !AFTER_NAME.has(window[at + 3] ?? 0)) return false;
  const text4 = Buffer.from(window.subarray(at, at + 64)).toString("latin1");
  return /^kty\\{0,7}["']?\s{0,16}:\s{0,16}\\{0,7}["'](?:RSA|EC|OKP|oct)\\{0,7}["']/.test(text4);
}
function keyIdFact2(kid) {
  return kid !== void 0 && /^[\x20-\x5b\x5d-\x7e]{1,128}$/.test(kid) ? { kid } : {};
}

// src/detect/text/kubernetes-key.ts
var MAX_BYTES3 = 24 * 1024;
var MEMBER3 = /(client-key-data|tls\.key|ca\.key|ssh-privatekey)\\?["']?\s?:\s{0,4}\\?["']?(LS0t[A-Za-z0-9+/]{80,}={0,2})/y;
var kubernetesKey = keyTextDetector({
  id: "kubernetes-private-key",
  form: { specification: "kubeconfig, Secret of type kubernetes.io/tls", proof: KEY_HOLDS },
  title: "Private key in a kubeconfig or Kubernetes secret",
  anchors: ["client-key-data", "tls.key", "ca.key", "ssh-privatekey"],
  maxMatchBytes: MAX_BYTES3,
  glance: promisesValue,
  read(text4, at) {
    MEMBER3.lastIndex = at;
    const [whole, name, base64] = MEMBER3.exec(text4) ?? [];
    const pem = base64 === void 0 ? void 0 : decodeBase64(base64, "standard");
    const armour = pem && readArmour(pem, 0, MAX_BYTES3);
    const key = armour && armouredKey(armour);
    if (whole === void 0 || key === void 0) return void 0;
    return keyMatch(key, { offset: at, length: whole.length, form: "kubernetes", preview: `${name}: LS0t…` });
  }
});
function promisesValue(window, at) {
  let position = at + (window[at + 3] === DOT ? 7 : window[at + 2] === DOT ? 6 : window[at] === 99 ? 15 : 14);
  for (const end = position + MAX_BETWEEN; position < end; position++) {
    if (window[position] === 76) return window[position + 1] === 83 && window[position + 2] === 48;
    if (BASE64_DIGITS[window[position] ?? 0] === 1) return false;
  }
  return false;
}
var DOT = 46;
var MAX_BETWEEN = 11;

// src/detect/text/libp2p-private-key.ts
var MAX_BYTES4 = 8 * 1024;
var TOKEN = /[A-Za-z0-9+/]+={0,2}/y;
var libp2pPrivateKey = keyTextDetector({
  id: "private-key-libp2p",
  form: { specification: "libp2p peer-ids specification", proof: KEY_HOLDS },
  title: "libp2p private key",
  anchors: ["CAESQ", "CAESY", "CAAS", "CAMS"],
  bytesBefore: 1,
  maxMatchBytes: MAX_BYTES4,
  glance: (window, at) => BASE64_DIGITS[window[at - 1] ?? 0] === 0 && isInRun(window, at, BASE64_DIGITS, 90),
  read(text4, at) {
    TOKEN.lastIndex = at;
    const token2 = TOKEN.exec(text4)?.[0];
    if (token2 === void 0 || token2.length < 92) return void 0;
    const key = readKey2(Buffer.from(token2, "base64"), token2.length);
    return key && keyMatch(key, { offset: at, length: token2.length, form: "libp2p", preview: `${token2.slice(0, 4)}…` });
  }
});
function readKey2(bytes, length) {
  const type = bytes[1];
  const first = bytes[3];
  const [start, count] = first < 128 ? [4, first] : [5, (first & 127) + 128 * bytes[4]];
  const data = bytes.subarray(start);
  if (data.length !== count || bytes[0] !== 8 || bytes[2] !== 18) return void 0;
  if (type === 1) {
    if (count !== 64 && count !== 96) return void 0;
    const publicHalf5 = data.subarray(32, 64);
    if (count === 96 && Buffer.compare(publicHalf5, data.subarray(64)) !== 0) return void 0;
    return ed25519Key(data.subarray(0, 32), publicHalf5, length);
  }
  const key = type === 0 || type === 3 ? readDerKey(data) : void 0;
  return key?.state === "proven" && key.length === count ? key : void 0;
}

// src/detect/text/random-text.ts
var DIGITS = "0123456789";
var LOWER = "abcdefghijklmnopqrstuvwxyz";
var UPPER = LOWER.toUpperCase();
var HEX2 = `${DIGITS}abcdef`;
var ALPHANUMERIC = DIGITS + UPPER + LOWER;
var BASE32 = `${UPPER}234567`;
var BASE642 = `${ALPHANUMERIC}+/`;
var BASE64URL = `${ALPHANUMERIC}-_`;

// src/detect/text/nkey-seed.ts
var NKEY = /S[ACNOUX]A[A-Z2-7]{55}(?![A-Z2-7a-z])/y;
var STELLAR = /(?<![A-Za-z0-9])S[ABCD][A-Z2-7]{54}(?![A-Z2-7a-z])/;
var ROLES = {
  A: "account",
  C: "cluster",
  N: "server",
  O: "operator",
  U: "user",
  X: "curve"
};
var REACH = 64;
var [CAPITAL_S, CAPITAL_A] = [83, 65];
var nkeySeed = keyTextDetector({
  id: "nkey-seed",
  form: { specification: "NATS nkeys; Stellar SEP-23", proof: "CRC-16" },
  title: "Seed of a NATS or Stellar key",
  anchors: ["SAA", "SCA", "SNA", "SOA", "SUA", "SXA", "any:stellar", "any:secret_seed", "any:secret seed"],
  bytesBefore: 1,
  maxMatchBytes: 136,
  glance(window, at) {
    if (window[at] === CAPITAL_S && window[at + 2] === CAPITAL_A) {
      return BASE64_DIGITS[window[at - 1] ?? 0] === 0 && isInRun(window, at, BASE32_DIGITS, 58);
    }
    return isInRun(window, at + 55, BASE32_DIGITS, 56) || isInRun(window, at + REACH + 1, BASE32_DIGITS, 56);
  },
  read(text4, at) {
    return text4.charAt(at) === "S" && text4.charAt(at + 2) === "A" ? nkey(text4, at) : stellar(text4, at);
  }
});
function nkey(text4, at) {
  if (/[A-Za-z0-9]/.test(text4.charAt(at - 1))) return void 0;
  NKEY.lastIndex = at;
  const token2 = NKEY.exec(text4)?.[0];
  const bytes = token2 === void 0 ? void 0 : decode2(token2);
  if (token2 === void 0 || bytes === void 0) return void 0;
  const seed = bytes.subarray(2);
  const role = token2.charAt(1);
  const key = (role === "X" ? x25519Key : ed25519Key)(seed, void 0, token2.length);
  const place3 = { offset: at, length: token2.length, form: "nkey", preview: `${token2.slice(0, 2)}…` };
  return key && keyMatch(key, { ...place3, facts: { role: ROLES[role] } });
}
function stellar(text4, at) {
  const found = STELLAR.exec(text4.slice(at, at + REACH + 57));
  const bytes = found === null ? void 0 : decode2(found[0]);
  if (found === null || bytes === void 0) return void 0;
  const key = ed25519Key(bytes.subarray(1), void 0, 56);
  return key && keyMatch(key, { offset: at + found.index, length: 56, form: "stellar", preview: "S…" });
}
function decode2(token2) {
  const { bytes } = fiveBitGroups([...token2].map((character2) => BASE32.indexOf(character2)));
  const content = bytes.subarray(0, -2);
  return bytes.at(-2) + 256 * bytes.at(-1) === crc16(content) ? content : void 0;
}
function crc16(bytes) {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = crc & 32768 ? (crc << 1 ^ 4129) & 65535 : crc << 1;
  }
  return crc;
}

// src/detect/text/paserk-private-key.ts
var VERSIONS2 = ["k1", "k2", "k3", "k4"];
var PREFIX_CHARACTERS = "k4.secret.".length;
var MIN_DIGITS2 = 64;
var ED255194 = EDWARDS_ALGORITHMS[0];
var P384 = CURVES.find(({ name }) => name === "P-384");
var paserkPrivateKey = {
  id: "private-key-paserk",
  form: {
    specification: "PASERK, types/secret.md",
    proof: `k2, k4: the seed gives the public half. k1: ${RSA_HOLDS}. k3: structure alone, high`
  },
  title: "PASETO secret key (PASERK)",
  severity: "critical",
  confidence: "proven",
  advice: PRIVATE_KEY_ADVICE,
  trigger: { anchors: VERSIONS2.map((version) => textAnchor(`${version}.secret.`)), bytesBefore: 1, reads: "text" },
  // PKCS#1 of RSA-4096 is 2,350 bytes; PASETO knows 2,048 bits.
  maxMatchBytes: 4 * 1024,
  inspect: inspect33
};
function inspect33(window, at) {
  if (!isInRun(window, at + PREFIX_CHARACTERS, BASE64URL_DIGITS, MIN_DIGITS2)) return void 0;
  const text4 = Buffer.from(window.subarray(at, at + paserkPrivateKey.maxMatchBytes)).toString("latin1");
  const digits = /^[A-Za-z0-9_-]*/.exec(text4.slice(PREFIX_CHARACTERS))[0];
  const bytes = digits.length < MIN_DIGITS2 ? void 0 : decodeBase64(digits, "url");
  if (bytes === void 0) return void 0;
  const publicKey2 = prove2(text4.slice(0, 2), bytes);
  if (publicKey2 === void 0) return void 0;
  const length = PREFIX_CHARACTERS + digits.length;
  const match2 = keyMatch(
    { state: "proven", structure: "paserk", length, publicKey: publicKey2 },
    { offset: at, length, form: "paserk", preview: `${text4.slice(0, PREFIX_CHARACTERS)}…` }
  );
  return text4.startsWith("k3") ? { ...match2, confidence: "high" } : match2;
}
function prove2(version, bytes) {
  if (version === "k1") {
    const key = readDerKey(bytes);
    return key?.state === "proven" && key.length === bytes.length ? key.publicKey : void 0;
  }
  if (version === "k3") return proveEc(P384, bytes, void 0);
  return bytes.length === 64 ? proveEdwards(ED255194, bytes.subarray(0, 32), bytes.subarray(32)) : void 0;
}

// src/detect/proof/ppk-key.ts
import { createHash as createHash12, createHmac as createHmac6 } from "node:crypto";
var AES_BLOCK_BYTES = 16;
function readPpk(fields, length) {
  const { algorithm, publicBlob, privateBlob } = fields;
  const outside2 = publicHalf4(algorithm, publicBlob);
  if (outside2 === void 0) return void 0;
  const structure = `ppk${fields.version}`;
  if (fields.encryption !== "none") {
    if (privateBlob.length === 0 || privateBlob.length % AES_BLOCK_BYTES !== 0) return void 0;
    const kdf = fields.version === 3 ? { kdf: "argon2" } : {};
    return {
      ...{ state: "locked", structure, length, publicKey: outside2, cipher: fields.encryption },
      ...{ ...kdf, ciphertext: privateBlob }
    };
  }
  if (Buffer.compare(macOf(fields), fields.mac) !== 0) return void 0;
  const publicKey2 = prove3(outside2, new SshCursor(privateBlob));
  return publicKey2 && { state: "proven", structure, length, publicKey: publicKey2 };
}
function publicHalf4(algorithm, blob) {
  const cursor = new SshCursor(blob);
  if (cursor.name() !== algorithm) return void 0;
  if (algorithm !== "ssh-ed448") return readSshPublicKey(blob);
  const ed448 = EDWARDS_ALGORITHMS[1];
  const bytes = cursor.string();
  return bytes?.length === ed448.bytes && cursor.atEnd ? { kind: "ed448", algorithm: ed448, bytes } : void 0;
}
function macOf({ version, algorithm, encryption, comment, publicBlob, privateBlob }) {
  const mac = version === 2 ? createHmac6("sha1", createHash12("sha1").update("putty-private-key-file-mac-key").digest()) : createHmac6("sha256", "");
  const texts = [algorithm, encryption, comment].map((text4) => Buffer.from(text4, "latin1"));
  for (const part3 of [...texts, publicBlob, privateBlob]) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(part3.length);
    mac.update(length).update(part3);
  }
  return mac.digest();
}
function prove3(outside2, cursor) {
  switch (outside2.kind) {
    case "rsa": {
      const [d, p, q, qi] = [0, 1, 2, 3].map(() => cursor.mpint(MAX_RSA_BYTES));
      if (d === void 0 || p === void 0 || q === void 0 || qi === void 0) return void 0;
      return proveRsa({ n: outside2.n, e: outside2.e, d, p, q, qi });
    }
    case "dsa": {
      const x = cursor.mpint(MAX_RSA_BYTES);
      return x === void 0 ? void 0 : proveDsa({ ...outside2, x });
    }
    case "ec": {
      const d = cursor.mpint(outside2.curve.bytes + 1);
      const minimal = d === void 0 ? void 0 : toBytes(d);
      if (minimal === void 0 || minimal.length > outside2.curve.bytes) return void 0;
      const scalar = new Uint8Array(outside2.curve.bytes);
      scalar.set(minimal, scalar.length - minimal.length);
      return proveEc(outside2.curve, scalar, outside2.point);
    }
    case "ed25519":
    case "ed448": {
      const seed = cursor.string();
      return seed && proveEdwards(outside2.algorithm, seed, outside2.bytes);
    }
    default:
      return void 0;
  }
}

// src/detect/text/putty-private-key.ts
var puttyPrivateKey = {
  id: "private-key-putty",
  form: { specification: "PuTTY manual, appendix C (ppk 2 and 3)", proof: `Private-MAC; ${KEY_HOLDS}` },
  title: "PuTTY private key",
  severity: "critical",
  confidence: "proven",
  advice: PRIVATE_KEY_ADVICE,
  trigger: { anchors: [textAnchor("PuTTY-User-Key-File-")], bytesBefore: 0, reads: "text" },
  // RSA-16384: 9,400 bytes of numbers are 12,600 base64 characters; the rest is for comment, lines and escapes.
  maxMatchBytes: 16 * 1024,
  inspect: inspect34
};
var EOL2 = "(?:\\r?\\n|(?:\\\\{1,8}r)?\\\\{1,8}n)";
var LINES2 = `((?:[A-Za-z0-9+/=]{1,80}${EOL2}){1,400}?)`;
var FILE2 = new RegExp(
  [
    `PuTTY-User-Key-File-([23]): ([a-z0-9-]{6,24})${EOL2}`,
    `Encryption: (none|aes256-cbc)${EOL2}`,
    // Without backslashes, so that it ends where an escape begins.
    `Comment: ([^\\r\\n\\\\]{0,512})${EOL2}`,
    `Public-Lines: \\d{1,3}${EOL2}${LINES2}`,
    `(?:Key-Derivation: Argon2id?${EOL2}(?:Argon2-[A-Z][a-z]{3,10}: [0-9a-f]{1,128}${EOL2}){4})?`,
    `Private-Lines: \\d{1,3}${EOL2}${LINES2}`,
    "Private-MAC: ([0-9a-f]{64}|[0-9a-f]{40})"
  ].join(""),
  "y"
);
function inspect34(window, at) {
  const end = Math.min(window.length, at + puttyPrivateKey.maxMatchBytes);
  const text4 = Buffer.from(window.buffer, window.byteOffset + at, end - at).toString("latin1");
  FILE2.lastIndex = 0;
  const found = FILE2.exec(text4);
  if (found === null) return void 0;
  const [whole, version, algorithm, encryption, comment, publicLines, privateLines, mac] = found;
  const publicBlob = decodeLines(publicLines);
  const privateBlob = decodeLines(privateLines);
  if (publicBlob === void 0 || privateBlob === void 0) return void 0;
  const fields = {
    version: version === "2" ? 2 : 3,
    algorithm,
    encryption: encryption === "none" ? "none" : "aes256-cbc",
    comment,
    ...{ publicBlob, privateBlob, mac: Buffer.from(mac, "hex") }
  };
  const key = readPpk(fields, whole.length);
  const preview = `PuTTY-User-Key-File-${version}…`;
  return key && keyMatch(key, { offset: at, length: whole.length, form: key.structure, preview });
}
function decodeLines(lines) {
  return decodeBase64(lines.replace(/\r?\n|(?:\\{1,8}r)?\\{1,8}n/g, ""), "standard");
}

// src/detect/text/entropy.ts
function bitsPerCharacter(text4) {
  const counts = /* @__PURE__ */ new Map();
  for (const character2 of text4) counts.set(character2, (counts.get(character2) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= count / text4.length * Math.log2(count / text4.length);
  return bits;
}

// src/detect/text/placeholder.ts
var WORDS2 = /example|placeholder|redacted|changeme|change[_-]me|replace[_-]?me|replace[_-]?with|insert[_-]|notreal|not[ _-](?:a|my)[ _-]real|(?:your|some|fake|dummy|test)[_-]?(?:api|access|auth|secret|token|key|pass)|qwerty|asdfgh|deadbeefdeadbeef|lorem|secretsecret/i;
var TEMPLATES = /\$\{|\$\(|\{\{|<%|%\(|%[sdv@](?![A-Za-z0-9])|^\$[A-Za-z_]|^%[A-Za-z_]+%$|^<[^<>]*>$|^\[[^[\]]*\]$/;
var MASKS = /\*{3}|\.{3}|\xe2\x80[\xa6\xa2]|[xX]{5}|[_#-]{5}/;
var WHOLE_WORDS = /^(?:password|passwd|passw0rd|pass|secret|token|apikey|key|user|username|admin|test|testing|none|null|nil|undefined|true|false|empty|dummy|fake|foo|bar|foobar|changeit|value|string|hidden|masked)[0-9]{0,3}$/i;
function isPlaceholder(text4) {
  return WORDS2.test(text4) || WHOLE_WORDS.test(text4) || TEMPLATES.test(text4) || MASKS.test(text4) || longestRun(text4, 1, 0) >= 7 || countsUp(text4) || repeatsOneUnit(text4) || text4.length >= 16 && bitsPerCharacter(text4) < 2;
}
var RUN = 8;
var FOLLOWS_9 = "aA";
function countsUp(text4) {
  const dense = text4.replace(/[-_]/g, "");
  return longestRun(dense, 1, 1) >= RUN || longestRun(dense, 1, -1) >= RUN || longestRun(dense, 2, 1) >= RUN;
}
function longestRun(text4, distance, step) {
  let longest = 0;
  let run = distance;
  for (let at = distance; at < text4.length; at++) {
    const earlier = text4.charAt(at - distance);
    const later = text4.charAt(at);
    const holds = step === 0 ? earlier === later : step > 0 ? follows2(earlier, later) : follows2(later, earlier);
    run = holds ? run + 1 : distance;
    longest = Math.max(longest, run);
  }
  return longest;
}
function follows2(a, b) {
  if (a === "9") return b === "0" || FOLLOWS_9.includes(b);
  if (a === "z" || a === "Z") return b === "a" || b === "A" || b === "0";
  return b.charCodeAt(0) - a.charCodeAt(0) === 1 && /[A-Za-z0-9]/.test(a) && /[A-Za-z0-9]/.test(b);
}
function repeatsOneUnit(text4) {
  for (let unit = 1; unit <= Math.min(text4.length / 2, 32); unit++) {
    if (text4.startsWith(text4.slice(unit))) return true;
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
  "73f71af093fdf1541b2c376f03436d71d1209d8a181f87d36e53a44b87ac4c4f",
  // That of RFC 7617 in small letters and without its space, as Go's own tests have it.
  "ad62d48d8b069026a2a0d0291f857a77e1975edf610aa3502e8bc71bd96f513a"
]);
function isPublished(text4) {
  return PUBLISHED.has(sha256Hex(text4));
}

// src/detect/text/rule.ts
var MAX_RULE_BYTES = 16 << 10;
var TOKEN_EDGES = { before: /[A-Za-z0-9_]/, after: /[A-Za-z0-9_-]/ };

// src/detect/text/rule-detector.ts
var EDGE_BYTES2 = 16;
function ruleDetector(rule) {
  const bytesBefore = rule.bytesBefore ?? 0;
  const contextBytes = rule.contextBytes ?? 0;
  const edges = rule.edges ?? TOKEN_EDGES;
  const lead = bytesBefore + Math.max(contextBytes, EDGE_BYTES2);
  const reach = rule.maxMatchBytes + Math.max(contextBytes, 1);
  const literals = rule.anchors.filter((anchor) => typeof anchor === "string" && anchor.length >= 4);
  const find2 = finder(rule.pattern, bytesBefore);
  const peeksBefore = bytesBefore === 0 && rule.checksum === void 0;
  const isBefore = edges.before && membersOf3(edges.before);
  const looksForRow = bytesBefore === 0 && rule.pattern.source.startsWith("(?<prefix>") && literals.length > 0;
  return {
    id: rule.id,
    title: rule.title,
    severity: rule.severity,
    confidence: rule.confidence,
    advice: rule.advice,
    ...rule.form && { form: rule.form },
    trigger: { anchors: rule.anchors.map(toAnchor), bytesBefore: lead, reads: "text" },
    maxMatchBytes: reach,
    inspect(window, at) {
      if (rule.glance?.(window, at) === false) return void 0;
      const from = Math.max(0, at - lead);
      if (peeksBefore && at > 0 && isBefore?.[window[at - 1]] === 1 && !mayEndBefore(window, at)) return void 0;
      if (looksForRow && standsInRow(window, at)) return void 0;
      const latestEnd2 = rule.latestEnd ? rule.latestEnd(window, at) : at + rule.maxMatchBytes;
      if (latestEnd2 === void 0) return void 0;
      const text4 = latin1(window, from, Math.min(window.length, latestEnd2 + Math.max(contextBytes, 1)));
      const found = find2(text4, at - from);
      if (found === void 0 || isFlood(found.candidate.body, literals)) return void 0;
      const { candidate } = found;
      const checksum = rule.checksum?.(candidate) ?? "none";
      if (checksum !== "valid") {
        if (goesOnBefore(text4, candidate.start, edges) || edges.after?.test(text4.charAt(candidate.end)))
          return void 0;
      }
      if (isNoSecret(rule, found)) return void 0;
      const assessment = rule.check ? rule.check(candidate) : {};
      return assessment && toMatch2(rule, found, checksum, assessment, from);
    }
  };
}
function finder(pattern, bytesBefore) {
  const regex = new RegExp(pattern.source, `${pattern.flags}d${bytesBefore === 0 ? "y" : "g"}`);
  return (text4, at) => {
    regex.lastIndex = Math.max(0, at - bytesBefore);
    for (let match2 = regex.exec(text4); match2 !== null && match2.index <= at; match2 = regex.exec(text4)) {
      if (regex.lastIndex > at) return toFound(text4, match2);
      if (match2[0] === "") break;
    }
    return void 0;
  };
}
function toFound(window, match2) {
  const start = match2.index;
  const end = start + match2[0].length;
  const groups = match2.groups ?? {};
  const secret = groups.secret ?? match2[0];
  const [secretStart, secretEnd] = groups.secret !== void 0 && match2.indices?.groups?.secret || [start, end];
  return {
    candidate: { window, start, end, secret, body: groups.body ?? secret, groups },
    place: { start: secretStart, end: secretEnd }
  };
}
function isFlood(body3, anchors2) {
  return anchors2.some((anchor) => body3.split(anchor, 4).length === 4);
}
function isNoSecret(rule, { candidate: { secret, body: body3 } }) {
  return isPlaceholder(body3) || rule.minBitsPerCharacter !== void 0 && bitsPerCharacter(body3) < rule.minBitsPerCharacter || isPublished(secret) || isPublished(body3);
}
function toMatch2(rule, found, checksum, assessment, from) {
  const { window, secret, groups } = found.candidate;
  const place3 = assessment.place ?? found.place;
  const identity = assessment.identity ?? (assessment.place ? window.slice(place3.start, place3.end) : secret);
  const guessable = assessment.guessable ?? rule.guessable ?? false;
  const read2 = assessment.checksum ?? checksum;
  const confidence = assessment.confidence ?? (read2 === "invalid" ? "low" : void 0);
  return {
    offset: from + place3.start,
    length: place3.end - place3.start,
    fingerprint: guessable ? guessableFingerprint(utf8(identity)) : tokenFingerprint(identity),
    preview: `${groups.prefix ?? ""}…`,
    facts: { provider: rule.provider, checksum: read2, ...assessment.facts },
    ...assessment.title !== void 0 && { title: assessment.title },
    ...assessment.severity !== void 0 && { severity: assessment.severity },
    ...confidence !== void 0 && { confidence }
  };
}
var ENDS_BEFORE = /(?:\\[abefnrtv0]|\\x[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|%[0-9A-Fa-f]{2}|(?:\x1b|\\u001[Bb]|\\x1[Bb]|\\033|\\e)\[[0-9;]{0,9}m)$/;
function mayEndBefore(window, at) {
  if (window[at - 1] === SMALL_M || window[at - 3] === PERCENT) return true;
  return window[at - 2] === BACKSLASH3 || window[at - 4] === BACKSLASH3 || window[at - 6] === BACKSLASH3;
}
var [SMALL_M, PERCENT, BACKSLASH3] = [109, 37, 92];
function goesOnBefore(text4, start, edges) {
  if (start === 0 || !edges.before?.test(text4.charAt(start - 1))) return false;
  return !ENDS_BEFORE.test(text4.slice(Math.max(0, start - EDGE_BYTES2), start));
}
function toAnchor(anchor) {
  return typeof anchor === "string" ? textAnchor(anchor) : textAnchor(anchor.text, { ignoreCase: true });
}
function utf8(text4) {
  return Buffer.from(text4, "latin1").toString("utf8");
}

// src/detect/text/rules.ts
var rules_exports = {};
__export(rules_exports, {
  actionsCheckoutRules: () => actionsCheckoutRules,
  anthropicRules: () => anthropicRules,
  aspnetRules: () => aspnetRules,
  awsRules: () => awsRules,
  azureKeyRules: () => azureKeyRules,
  dnsTsigRules: () => dnsTsigRules,
  entraRules: () => entraRules,
  githubRules: () => githubRules,
  gitlabRules: () => gitlabRules,
  googleRules: () => googleRules,
  huggingfaceRules: () => huggingfaceRules,
  jwtRules: () => jwtRules,
  npmRules: () => npmRules,
  openaiRules: () => openaiRules,
  paserkLocalRules: () => paserkLocalRules,
  passwordHashRules: () => passwordHashRules,
  pypiRules: () => pypiRules,
  sealedSecretRules: () => sealedSecretRules,
  sendgridRules: () => sendgridRules,
  slackRules: () => slackRules,
  stripeRules: () => stripeRules,
  tlsKeyLogRules: () => tlsKeyLogRules,
  webFrameworkRules: () => webFrameworkRules
});

// src/detect/text/checksum.ts
import { crc32 } from "node:zlib";
var BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
function crc32Base62(text4) {
  let rest = crc32(text4);
  let digits = "";
  while (digits.length < 6) {
    digits = BASE62.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}
function crc32Base36(text4) {
  return crc32(text4).toString(36).padStart(7, "0");
}
function endsWithCrc32Base62(text4) {
  return text4.slice(-6) === crc32Base62(text4.slice(0, -6));
}

// src/detect/text/example.ts
function prefixed(prefix, body3, more = {}) {
  return { text: prefix + body3, secret: prefix + body3, hidden: [body3], ...more };
}

// src/detect/text/jwt-claims.ts
var MAX_CHARACTERS5 = 200;
function textClaim(claims, name) {
  const value = Object.hasOwn(claims, name) ? claims[name] : void 0;
  return typeof value === "string" && value !== "" ? value.slice(0, MAX_CHARACTERS5) : void 0;
}
function expiryFacts(claims) {
  const seconds = Object.hasOwn(claims, "exp") ? claims.exp : void 0;
  if (seconds === void 0) return { expires: "never" };
  if (typeof seconds !== "number" || !(Math.abs(seconds) <= 864e10)) return {};
  return { expires: new Date(seconds * 1e3).toISOString() };
}

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
function readGithubToken(text4) {
  for (const rule of githubRules) {
    const match2 = startsWithAnchor(rule, text4) ? rule.pattern.exec(text4) : null;
    if (match2 === null || match2[0] !== text4) continue;
    const groups = match2.groups ?? {};
    const body3 = groups.body ?? text4;
    const candidate = { window: text4, start: 0, end: text4.length, secret: text4, body: body3, groups };
    const assessment = rule.check?.(candidate) ?? {};
    return { rule, body: body3, checksum: rule.checksum?.(candidate) ?? "none", assessment };
  }
  return void 0;
}
function startsWithAnchor(rule, text4) {
  return rule.anchors.some((anchor) => typeof anchor === "string" && text4.startsWith(anchor));
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
  const part3 = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signature = random.text(342, BASE64URL);
  const appId = `1${random.text(5, DIGITS)}`;
  const claims = { iss: "github", exp: 179e7, jti: random.text(22, BASE64URL) };
  const body3 = `${appId}_${part3({ alg: "RS256", typ: "JWT" })}.${part3(claims)}.${signature}`;
  return prefixed("ghs_", body3, {
    hidden: [signature, part3(claims)],
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
      return [`Authorization: Basic ${secret}`, `"authorization":"basic ${secret}"`].map((text4) => ({
        text: text4,
        secret,
        hidden: [secret, password]
      }));
    },
    lookAlikes: (random) => [
      'Authorization: Basic realm="files"',
      `Authorization: Basic ${basic("Aladdin:open sesame")}`,
      `Authorization: Basic ${basic("aladdin:opensesame")}`,
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
  const known4 = readGithubToken(token2);
  if (known4 === void 0) return assessUnknownToken(token2);
  if (isPlaceholder(known4.body)) return void 0;
  return {
    ...known4.assessment,
    severity: known4.rule.severity,
    checksum: known4.checksum,
    facts: { token: known4.rule.id, ...known4.assessment.facts },
    identity: token2
  };
}
function assessUnknownToken(token2) {
  const bits = bitsPerCharacter(token2);
  if (!/^[\x21-\x7e]{20,1400}$/.test(token2) || isPlaceholder(token2) || bits < 3) return void 0;
  return { confidence: "medium", identity: token2, guessable: bits * token2.length < MIN_TOKEN_BITS };
}
var MIN_TOKEN_BITS = 96;
function assessBasic({ secret }) {
  const userPass = decodeBase64Text(secret, "standard");
  const colon = userPass?.indexOf(":") ?? -1;
  if (userPass === void 0 || colon < 0 || userPass.startsWith("x-access-token:")) return void 0;
  const password = userPass.slice(colon + 1);
  const credential = password === "x-oauth-basic" || password === "" ? userPass.slice(0, colon) : password;
  if (credential.length < 6 || /[\x00-\x1f\x7f]/.test(userPass) || isPlaceholder(credential)) return void 0;
  const known4 = readGithubToken(credential);
  if (known4 === void 0) return { identity: credential };
  if (isPlaceholder(known4.body)) return void 0;
  return {
    severity: known4.rule.severity,
    confidence: known4.checksum === "invalid" ? "low" : "high",
    checksum: known4.checksum,
    facts: { provider: "GitHub", token: known4.rule.id, ...known4.assessment.facts },
    identity: credential,
    guessable: false
  };
}
function checkoutExamples(random) {
  const payload = random.text(30, ALPHANUMERIC);
  const token2 = (prefix) => prefix + payload + crc32Base62(payload);
  const example3 = (text4, credential, more) => {
    const secret = basic(`x-access-token:${credential}`);
    return { text: text4(secret), secret, hidden: [secret.slice(USER.length), credential.slice(4)], ...more };
  };
  const config = (secret) => `[http "https://github.com/"]
	extraheader = AUTHORIZATION: basic ${secret}
`;
  return [
    example3(config, token2("ghs_"), { facts: { token: "github-installation-token", checksum: "valid" } }),
    example3((secret) => `> authorization: Basic ${secret}\r
`, token2("ghp_"), { severity: "critical" }),
    example3(config, `ghs_${payload}${crc32Base62(`${payload}.`)}`, {
      confidence: "low",
      facts: { checksum: "invalid" }
    }),
    example3(config, random.text(40, ALPHANUMERIC), { confidence: "medium", facts: { checksum: "none" } })
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

// src/detect/text/aspnet.ts
var RING_ADVICE = "Revoke the key in the ring (`IKeyManager.RevokeKey`), which ends all sessions that it signed, and protect the ring with ProtectKeysWith….";
var aspnetRules = [
  {
    id: "aspnet-machine-key",
    form: { specification: "machineKey element of web.config", proof: "hex of the lengths in use" },
    title: "ASP.NET machine key",
    provider: "ASP.NET",
    severity: "critical",
    confidence: "high",
    advice: "Generate new keys on every server of the farm. With these, anyone forges login cookies and a ViewState that runs code.",
    anchors: [{ text: "<machinekey", ignoreCase: true }],
    pattern: /<machineKey\b[^<>]{0,500}?(?:validation|decryption)Key\s{0,8}=\s{0,8}["'](?<secret>[0-9A-F]{16,128})(?=["',])/i,
    maxMatchBytes: 700,
    check: ({ secret }) => symmetric(Buffer.from(secret, "hex")),
    examples: (random) => {
      const [validation, decryption] = [random.text(128, HEX2), random.text(64, HEX2).toUpperCase()];
      const element = (attributes) => `<machineKey ${attributes} validation="HMACSHA256" decryption="AES" />`;
      return [
        {
          ...{ text: element(`validationKey="${validation}" decryptionKey="AutoGenerate"`), secret: validation },
          ...{ hidden: [validation], facts: { bits: 512, keySha256: sha256Hex(Buffer.from(validation, "hex")) } }
        },
        {
          text: element(`decryptionKey='${decryption},IsolateApps'\r
  validationKey='AutoGenerate,IsolateApps'`),
          ...{ secret: decryption, hidden: [decryption], facts: { bits: 256 } }
        }
      ];
    },
    lookAlikes: (random) => [
      '<machineKey validationKey="AutoGenerate,IsolateApps" decryptionKey="AutoGenerate,IsolateApps" />',
      `<machineKey validationKey="${"0".repeat(128)}" />`,
      `<machineKey validationKey="${random.text(15, HEX2)}" />`,
      `<machineKey validationKey="[${random.text(64, HEX2)}]" />`,
      `<machineKey /><add validationKey="${random.text(64, HEX2)}" />`
    ]
  },
  {
    id: "aspnet-data-protection-key",
    form: { specification: "ASP.NET Core key storage format", proof: "structure" },
    title: "ASP.NET Core Data Protection key",
    provider: "ASP.NET Core",
    severity: "high",
    confidence: "high",
    advice: RING_ADVICE,
    anchors: [{ text: "<masterkey", ignoreCase: true }],
    pattern: /<masterKey\b[^<>]{0,300}>\s{0,64}(?:<!--[^<>]{0,300}-->\s{0,64})?<value>\s{0,64}(?<secret>[A-Za-z0-9+/]{22,344}={0,2})(?=\s{0,64}<\/value>)/,
    maxMatchBytes: 1300,
    contextBytes: 1500,
    check: (candidate) => symmetric(Buffer.from(candidate.secret, "base64"), keyIdBefore(candidate)),
    examples: (random) => {
      const secret = Buffer.from(random.bytes(64)).toString("base64");
      const id = "1b2c3d4e-0000-4000-8000-00000000abcd";
      const facts = { bits: 512, keyId: id, keySha256: sha256Hex(Buffer.from(secret, "base64")) };
      const open = '<masterKey p4:requiresEncryption="true" xmlns:p4="http://schemas.asp.net/2015/03/dataProtection">';
      const warning = "<!-- Warning: the key below is in an unencrypted form. -->";
      const text4 = `<key id="${id}" version="1"><descriptor>${open}
 ${warning}
 <value>${secret}</value></masterKey>`;
      return [{ text: text4, secret, hidden: [secret], facts }];
    },
    lookAlikes: () => [
      "<masterKey><value>BASE64 OF THE KEY</value></masterKey>",
      `<masterKey><value>${"A".repeat(86)}==</value></masterKey>`,
      "<masterKey/>"
    ]
  },
  {
    id: "aspnet-data-protection-key-encrypted",
    form: { specification: "ASP.NET Core key storage format", proof: "structure" },
    title: "ASP.NET Core Data Protection key, encrypted",
    provider: "ASP.NET Core",
    severity: "low",
    confidence: "high",
    advice: `Encrypted with a certificate, a key vault or DPAPI. If that may be in other hands: ${RING_ADVICE}`,
    anchors: [{ text: "<encryptedsecret", ignoreCase: true }],
    pattern: /<encryptedSecret\b[^<>]{0,500}>[\s\S]{0,2500}?<(?:\w{1,8}:)?(?:value|CipherValue)>\s{0,64}(?<secret>[A-Za-z0-9+/]{40,3000}={0,2})(?=\s{0,64}<\/)/,
    maxMatchBytes: 6300,
    contextBytes: 1500,
    check: (candidate) => ({ facts: { encrypted: true, ...keyIdBefore(candidate) } }),
    examples: (random) => {
      const secret = Buffer.from(random.bytes(256)).toString("base64");
      const type = "Microsoft.AspNetCore.DataProtection.XmlEncryption.EncryptedXmlDecryptor";
      const inner = `<EncryptedData><CipherData><CipherValue>${secret}</CipherValue></CipherData></EncryptedData>`;
      const text4 = `<encryptedSecret decryptorType="${type}" xmlns="http://schemas.asp.net/2015/03/dataProtection">${inner}`;
      return [{ text: text4, secret, hidden: [], facts: { encrypted: true } }];
    },
    lookAlikes: () => ['<encryptedSecret decryptorType="x"></encryptedSecret>', "<encryptedSecret>"]
  },
  {
    id: "azure-publish-settings",
    form: { specification: ".publishsettings", proof: "structure" },
    title: "Password of a publish profile",
    provider: "Azure",
    severity: "critical",
    confidence: "high",
    advice: "Reset the publish profile of the app; whoever has the password deploys code to it.",
    anchors: [{ text: "userpwd", ignoreCase: true }],
    pattern: /userPWD\s{0,4}=\s{0,4}(?:"|')(?<secret>[^"'<>\s\0]{8,128})(?="|')/i,
    maxMatchBytes: 160,
    contextBytes: 600,
    check: (candidate) => {
      const { secret, window } = candidate;
      if (!/publish(?:Url|Profile|Method)\s{0,4}=|<publishData/i.test(window)) return void 0;
      return { guessable: !/^[A-Za-z0-9]{60}$/.test(secret), facts: profileFacts(window) };
    },
    examples: (random) => {
      const secret = random.text(60, ALPHANUMERIC);
      const text4 = `<publishProfile publishMethod="MSDeploy" publishUrl="shop.scm.azurewebsites.net:443" userName="$shop" userPWD="${secret}" />`;
      return [{ text: text4, secret, hidden: [secret], facts: { user: "$shop", host: "shop.scm.azurewebsites.net:443" } }];
    },
    lookAlikes: (random) => [
      `userPWD="${random.text(60, ALPHANUMERIC)}"`,
      '<publishProfile publishUrl="a" userPWD="$(Password)" />',
      '<publishProfile publishUrl="a" userPWD="" />',
      `<publishProfile publishUrl="a" userPWD=${random.text(20, BASE642)} />`
    ]
  }
];
function symmetric(key, facts = {}) {
  if (key.length < 8 || isMonotonous(key)) return void 0;
  const known4 = { kind: "symmetric", bits: key.length * 8, ...facts };
  return { facts: key.length < 16 ? known4 : { ...known4, keySha256: sha256Hex(key) } };
}
function keyIdBefore({ window, start }) {
  const ids2 = [...window.slice(0, start).matchAll(/<key\s{1,8}id="([0-9a-fA-F-]{36})"/g)];
  const keyId = ids2.at(-1)?.[1];
  return keyId === void 0 ? {} : { keyId: keyId.toLowerCase() };
}
function profileFacts(window) {
  const user = /userName\s{0,4}=\s{0,4}["']([\x20-\x7e]{1,64}?)["']/i.exec(window)?.[1];
  const host = /publishUrl\s{0,4}=\s{0,4}["']([A-Za-z0-9.:/_-]{1,128})["']/i.exec(window)?.[1];
  return { ...user !== void 0 && { user }, ...host !== void 0 && { host } };
}

// src/detect/text/aws.ts
var PAIR_BYTES2 = 400;
var ID = /(?<![A-Za-z0-9])A(?:KIA|SIA)[A-Z2-7]{16}(?![A-Za-z0-9])/g;
var SECRET2 = /(?<![A-Za-z0-9+/])(?:[A-Za-z0-9+/]|\\\/|%2[BFbf]){40}(?![A-Za-z0-9+/=])/g;
var SECRET_BYTES = 120;
var CONTEXT_BYTES2 = PAIR_BYTES2 + SECRET_BYTES;
var WIDE_CONTEXT_BYTES = PAIR_BYTES2 + 20 + CONTEXT_BYTES2;
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
    contextBytes: CONTEXT_BYTES2,
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
    contextBytes: CONTEXT_BYTES2,
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
      `${random.text(24, BASE642)}/AKIA${random.text(16, BASE32)}${random.text(24, BASE642)}`
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
      (text4) => ({ text: text4, ignoreCase: true })
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
        (text4) => ({ text: text4, secret, hidden: [secret] })
      );
    },
    lookAlikes: (random) => [
      `aws_secret_access_key=${"0123456789abcdef".repeat(3).slice(0, 40)}`,
      `aws_secret_access_key=${Buffer.from(random.bytes(20)).toString("hex")}`,
      `aws_secret_access_key=${random.text(39, BASE642)}`,
      `aws_secret_access_key=${random.text(44, BASE642)}`,
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
      const body3 = random.text(400, BASE642);
      return ["IQoJb3JpZ2lu", "FwoGZXIvYXdz"].map((prefix) => ({
        text: `aws_session_token = ${prefix}${body3}==`,
        secret: `${prefix}${body3}==`,
        hidden: [body3]
      }));
    },
    lookAlikes: (random) => [`IQoJb3JpZ2lu${random.text(60, BASE642)}`]
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
  const near = pieces(SECRET2, window, start - CONTEXT_BYTES2, end + CONTEXT_BYTES2).filter((piece) => piece.end <= start || piece.start >= end).map((piece) => ({ piece, gap: piece.end <= start ? start - piece.end : piece.start - end })).filter(({ piece, gap }) => gap <= PAIR_BYTES2 && looksLikeSecret(plain(piece.text)));
  near.sort((a, b) => a.gap - b.gap || b.piece.start - a.piece.start);
  return near[0]?.piece;
}
function nearbyPairs({ window, start, end }) {
  const ids2 = pieces(ID, window, start - PAIR_BYTES2 - 20, end + PAIR_BYTES2 + 20);
  return ids2.flatMap((id) => {
    if (isPlaceholder(id.text.slice(4)) || isPublished(id.text)) return [];
    const secret = pairedSecret({ window, ...id });
    return secret ? [{ id: id.text, secret: secret.text }] : [];
  });
}
function pieces(pattern, window, start, end) {
  const from = Math.max(0, start);
  return [...window.slice(from, end).matchAll(pattern)].map((match2) => ({
    text: match2[0],
    start: from + match2.index,
    end: from + match2.index + match2[0].length
  }));
}
function plain(secret) {
  return secret.replaceAll("\\/", "/").replace(/%2[Ff]/g, "/").replace(/%2[Bb]/g, "+");
}
function looksLikeSecret(text4) {
  if (!/[0-9]/.test(text4) || !/[A-Z]/.test(text4) || !/[a-z]/.test(text4) || /[a-z]{10}/.test(text4)) return false;
  return bitsPerCharacter(text4) >= 4 && !isPlaceholder(text4) && !isPublished(text4);
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
    const text4 = random.text(40, BASE642);
    if (looksLikeSecret(text4)) return text4;
  }
}
function pairExamples(random) {
  const id = `AKIA${accountId(random)}`;
  const secret = secretKey(random);
  const temporary = `ASIA${accountId(random)}`;
  const token2 = `IQoJb3JpZ2lu${random.text(300, BASE642)}`;
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
    `${id}${" ".repeat(PAIR_BYTES2 + 1)}${secretKey(random)}`,
    `${id} com/amazonaws/services/S3/model/GetObject`
  ];
}

// src/detect/text/marvin32.ts
function marvin32(bytes, seed) {
  let low = Number(seed & 0xffffffffn);
  let high = Number(seed >> 32n);
  const mix = (word) => {
    low = low + word | 0;
    high ^= low;
    low = rotate2(low, 20) + high | 0;
    high = rotate2(high, 9) ^ low;
    low = rotate2(low, 27) + high | 0;
    high = rotate2(high, 19);
  };
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const whole = bytes.length & ~3;
  for (let at = 0; at < whole; at += 4) mix(view.readInt32LE(at));
  let last = 128;
  for (let at = bytes.length - 1; at >= whole; at--) last = last << 8 | bytes[at];
  mix(last);
  mix(0);
  return (low ^ high) >>> 0;
}
function marvinSeed(name) {
  return BigInt(`0x${Buffer.from(name, "latin1").toString("hex")}`);
}
function rotate2(word, by) {
  return word << by | word >>> 32 - by;
}

// src/detect/text/azure-keys.ts
var PRODUCTS = {
  "+ASt": { product: "Storage", seeds: ["Default0"] },
  "+ABa": { product: "Batch", seeds: ["AbAcct00"] },
  "+ASb": { product: "Service Bus", seeds: ["Send0000", "Listen00", "Manage00", "System00", "Unknown0"] },
  "+AEh": { product: "Event Hubs", seeds: ["Send0000", "Listen00", "Manage00", "System00", "Unknown0"] },
  "+ARm": { product: "Relay", seeds: ["Send0000", "Listen00", "Manage00", "System00", "Unknown0"] },
  "+ACR": { product: "Container Registry", seeds: ["ACRDflt0"] },
  "+AMC": { product: "Machine Learning (classic)", seeds: ["Classic0"] },
  "+SQL": { product: "SQL", seeds: ["UsrPwd00"] },
  ACDb: {
    product: "Cosmos DB",
    seeds: ["MastRW00", "MastRO00", "SystRW00", "SystRO00", "SysAll00", "Resour00", "Encryp00"]
  },
  AIoT: { product: "IoT", seeds: ["IoTHub00", "DpsKey00", "Device00"] },
  APIM: { product: "API Management", seeds: ["Tenant00", "IoTHub00", "Gatewy00", "GitKey00"] },
  AZEG: { product: "Event Grid", seeds: [] },
  AzCa: { product: "Cache for Redis", seeds: ["Access00"] },
  AzFu: { product: "Functions", seeds: ["Master00", "System00", "Functi00"] },
  AzSe: { product: "Search", seeds: ["Query000", "PAdmin00"] }
};
var SIGNATURE = Object.keys(PRODUCTS).map((signature) => signature.replace("+", "\\+")).join("|");
var B64 = "[A-Za-z0-9+/_-]";
var SHAPES2 = [
  `${B64}{76}(?:${SIGNATURE})${B64}{5}[AQgw]==`,
  `${B64}{44}(?:${SIGNATURE})${B64}{5}[AQgw]==`,
  `${B64}{33}(?:${SIGNATURE})[A-P]${B64}{5}=`,
  `${B64}{42}(?:${SIGNATURE})[A-D]${B64}{5}`
];
var EDGES = { before: /[A-Za-z0-9+/_]/, after: /[A-Za-z0-9+/_=-]/ };
var ROTATE = "Regenerate the key in the Azure portal (primary and secondary in turn), and look in the logs of the resource for who used it.";
var CHECKED = 80;
var VERSION_2_SEED = marvinSeed("Default0");
var azureKeyRules = [
  {
    id: "azure-identifiable-key",
    form: { specification: "microsoft/security-utilities, version 1", proof: "Marvin32" },
    title: "Azure resource key",
    provider: "Azure",
    severity: "critical",
    confidence: "high",
    advice: ROTATE,
    anchors: Object.keys(PRODUCTS),
    pattern: new RegExp(
      `(?<![A-Za-z0-9+/_])(?:${SHAPES2.map((shape) => `(?:${shape})`).join("|")})(?![A-Za-z0-9+/_=-])`
    ),
    bytesBefore: 76,
    // Six digits come after the signature in every shape, and a seventh would make it a longer text.
    glance: (window, at) => !allBase64(window, at + 10, at + 11) && allBase64(window, at - 33, at) && allBase64(window, at + 4, at + 10),
    maxMatchBytes: 88,
    edges: EDGES,
    minBitsPerCharacter: 3.5,
    checksum: ({ secret }) => checksumOf(secret),
    check: ({ secret }) => {
      const { product, seeds } = PRODUCTS[signatureOf(secret)];
      return { facts: { product }, ...seeds.length === 0 && { confidence: "medium" } };
    },
    examples: (random) => [
      ...Object.entries(PRODUCTS).flatMap(
        ([signature, { product, seeds }]) => (seeds.length === 0 ? [""] : seeds).slice(0, 2).map((seed, index) => {
          const bytes = [64, 32, 39, 40][(index + signature.charCodeAt(1)) % 4];
          return versionOne(random, { signature, product, seed, bytes });
        })
      )
    ],
    lookAlikes: (random) => [
      random.text(88, ALPHANUMERIC),
      `${random.text(70, ALPHANUMERIC)}+ASt${random.text(14, ALPHANUMERIC)}`,
      `${"A".repeat(76)}+ASt${"A".repeat(6)}==`,
      `${random.text(200, ALPHANUMERIC)}AzSe${random.text(200, ALPHANUMERIC)}`,
      "APIM AIoT AZEG AzFu are signatures of products"
    ]
  },
  {
    id: "azure-common-annotated-key",
    form: { specification: "microsoft/security-utilities, version 2", proof: "Marvin32" },
    title: "Azure key with annotations (CASK)",
    provider: "Azure",
    severity: "critical",
    confidence: "high",
    advice: ROTATE,
    anchors: ["JQQJ99", "JQQJ9D", "JQQJ9H"],
    pattern: /[A-Za-z0-9]{52}JQQJ9[9DH][A-Za-z0-9][A-L][A-Za-z0-9]{16}[A-Za-z][A-Za-z0-9]{7}(?:[A-Za-z0-9]{2}==)?/,
    bytesBefore: 52,
    glance: (window, at) => {
      const month = window[at + 7];
      return month >= 65 && month <= 76 && allBase64(window, at - 52, at) && allBase64(window, at + 8, at + 32);
    },
    maxMatchBytes: 88,
    edges: EDGES,
    minBitsPerCharacter: 3.5,
    checksum: annotatedChecksum,
    check: ({ secret }) => ({
      facts: { signature: secret.slice(76, 80), allocated: allocated(secret) },
      ...secret[57] !== "9" && { confidence: "medium" }
    }),
    examples: (random) => [annotated(random, 84), annotated(random, 88)],
    lookAlikes: (random) => [
      `${random.text(51, ALPHANUMERIC)}JQQJ99AA${random.text(24, ALPHANUMERIC)}`,
      `${random.text(52, ALPHANUMERIC)}JQQJ99AZ${random.text(24, UPPER)}`,
      `${random.text(53, ALPHANUMERIC)}JQQJ99AA${random.text(24, UPPER)}`
    ]
  }
];
function allBase64(window, start, end) {
  if (start < 0 || end > window.length) return false;
  for (let i = start; i < end; i++) if (BASE64_BYTES[window[i]] !== 1) return false;
  return true;
}
var BASE64_BYTES = new Uint8Array(256);
for (const character2 of `${ALPHANUMERIC}+/-_`) BASE64_BYTES[character2.charCodeAt(0)] = 1;
function signatureOf(key) {
  return key.replace(/=+$/, "").slice(-10, -6);
}
function checksumOf(key) {
  const { seeds } = PRODUCTS[signatureOf(key)];
  if (seeds.length === 0) return "none";
  const bytes = Buffer.from(key, "base64url");
  const checked = bytes.subarray(0, -4);
  const claimed = bytes.readUInt32LE(checked.length);
  return seeds.some((seed) => marvin32(checked, marvinSeed(seed)) === claimed) ? "valid" : "invalid";
}
function annotatedChecksum({ secret }) {
  if (secret[57] !== "9") return "none";
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(marvin32(Buffer.from(secret.slice(0, CHECKED), "base64"), VERSION_2_SEED));
  const expected = secret.length === 84 ? sum.subarray(0, 3).toString("base64") : sum.toString("base64");
  return secret.slice(CHECKED) === expected ? "valid" : "invalid";
}
function allocated(key) {
  const year = 2024 + Math.max(0, `${UPPER}${UPPER.toLowerCase()}0123456789`.indexOf(key.charAt(58)));
  return `${year}-${`${key.charCodeAt(59) - 64}`.padStart(2, "0")}`;
}
function versionOne(random, { signature, product, seed, bytes }) {
  const head = random.text(Math.ceil(((bytes - 7) * 8 - 5) / 6) + 1, ALPHANUMERIC);
  const digits = Math.floor((bytes - 4) * 8 / 6) - 4;
  const rest = (bytes - 4) * 8 % 6;
  const signed2 = Buffer.from(`${head.slice(0, digits)}${signature}${rest === 0 ? "" : "A"}`, "base64").subarray(
    0,
    bytes - 4
  );
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(marvin32(signed2, seed === "" ? 0n : marvinSeed(seed)));
  const text4 = Buffer.concat([signed2, sum]).toString("base64");
  return {
    ...{ text: `AccountKey=${text4};`, secret: text4, hidden: [text4.slice(0, 40)] },
    ...seed === "" && { confidence: "medium" },
    facts: { product, checksum: seed === "" ? "none" : "valid" }
  };
}
function annotated(random, length) {
  for (; ; ) {
    const start = `${random.text(52, ALPHANUMERIC)}JQQJ99BK${random.text(16, ALPHANUMERIC)}AZDO`;
    const sum = Buffer.alloc(4);
    sum.writeUInt32LE(marvin32(Buffer.from(start, "base64"), VERSION_2_SEED));
    const text4 = start + (length === 84 ? sum.subarray(0, 3) : sum).toString("base64");
    if (/[+/]/.test(text4)) continue;
    const facts = { checksum: "valid", signature: "AZDO", allocated: "2025-11" };
    return { text: `token: ${text4}`, secret: text4, hidden: [text4.slice(0, 52)], facts };
  }
}

// src/detect/text/dns-tsig.ts
var QUOTE3 = String.raw`\\{0,3}["']?`;
var SPACE2 = String.raw`(?:[\s#/]|\\{1,3}[nrt]){1,60}`;
var MAYBE_SPACE = String.raw`(?:[\s#/]|\\{1,3}[nrt]){0,60}`;
var ALGORITHM = String.raw`(?<algorithm>hmac[-_](?:md5|sha(?:1|224|256|384|512)))(?:\.sig-alg\.reg\.int\.?)?`;
var BETWEEN = [
  `${QUOTE3};${MAYBE_SPACE}secret${SPACE2}${QUOTE3}`,
  `${QUOTE3}${SPACE2}secret:[ \\t]{0,16}${QUOTE3}`,
  String.raw`:[\w.-]{1,255}:`,
  String.raw`\)${SPACE2}Key:[ \t]{1,4}`
];
var NAMED2 = String.raw`(?:rfc2136[-_])?(?:tsig[-_])?secret${QUOTE3}[ \t]{0,4}[=:][ \t]{0,4}${QUOTE3}`;
var dnsTsigRules = [
  {
    id: "dns-tsig-key",
    form: { specification: "RFC 8945; BIND 9, rndc.key", proof: "syntax and length" },
    title: "TSIG key of a name server",
    provider: "DNS",
    severity: "high",
    confidence: "high",
    advice: "Replace the key on every server that names it. Whoever has it changes or transfers the zones that it is good for; with the key of rndc, stops the server.",
    anchors: ["hmac-md5", "hmac-sha", "hmac_md5", "hmac_sha", "tsig-secret", "tsig_secret", "rfc2136_secret"].map(
      (text4) => ({ text: text4, ignoreCase: true })
    ),
    pattern: new RegExp(`(?:${ALGORITHM}(?:${BETWEEN.join("|")})|${NAMED2})(?<secret>[A-Za-z0-9+/]{20,344}={0,2})`, "i"),
    bytesBefore: 8,
    // Behind `hmac-md5` and `hmac-sha` comes no letter.
    glance: (window, at) => (window[at] | 32) !== 104 || !isLetter2(window[at + 8]),
    maxMatchBytes: 800,
    contextBytes: 400,
    edges: { after: /[A-Za-z0-9+/=_-]/ },
    minBitsPerCharacter: 3,
    check,
    examples,
    lookAlikes: (random) => {
      const [secret] = newSecret(random, 32);
      return [
        'key "example" { algorithm hmac-sha256; secret "the base64 of the secret"; };',
        'key "example" { algorithm hmac-sha256; secret "c2VjcmV0"; };',
        `key "example" { algorithm hmac-sha256; secret "${"A".repeat(43)}="; };`,
        `key "example" { algorithm rsa-sha256; secret "${secret}"; };`,
        `ssh-ed25519 ${secret} hmac-sha2-256,hmac-sha1`,
        `hmac-sha256: ${secret}`,
        "RFC2136_TSIG_SECRET=$TSIG_SECRET_OF_THE_STAGE_AND_ZONE",
        `The algorithm hmac-sha256; the secret is "${secret}";`
      ];
    }
  }
];
function check({ secret, groups, window, start }) {
  const key = Buffer.from(secret, "base64");
  if (secret.length % 4 !== 0 || isMonotonous(key)) return void 0;
  const guessable = isGuessable(key);
  const keyName = /key\s{1,16}\\{0,3}["']?([\w.-]{1,128})\\{0,3}["']?\s{0,16}\{[^{}]{0,100}$/i.exec(
    window.slice(0, start)
  )?.[1];
  return {
    guessable,
    facts: {
      ...{ kind: "symmetric", bits: key.length * 8, form: "tsig" },
      ...!guessable && { keySha256: sha256Hex(key) },
      ...groups.algorithm !== void 0 && { algorithm: groups.algorithm.toLowerCase().replace("_", "-") },
      ...keyName !== void 0 && { keyName }
    }
  };
}
function isLetter2(byte) {
  return (byte | 32) >= 97 && (byte | 32) <= 122;
}
function newSecret(random, bytes) {
  const key = Buffer.from(random.bytes(bytes));
  return [key.toString("base64"), key];
}
function examples(random) {
  const make = (before2, after, bytes, facts = {}) => {
    const [secret, key] = newSecret(random, bytes);
    const known4 = { kind: "symmetric", bits: bytes * 8, keySha256: sha256Hex(key) };
    return { text: `${before2}${secret}${after}`, secret, hidden: [secret], facts: { ...known4, ...facts } };
  };
  const named2 = { keyName: "rndc-key", algorithm: "hmac-sha256" };
  return [
    make('key "rndc-key" {\n	algorithm hmac-sha256;\n	secret "', '";\n};', 32, named2),
    make('key rndc-key { algorithm "hmac-md5.sig-alg.reg.int"; secret ', "; };", 16, { algorithm: "hmac-md5" }),
    make('key \\"rndc-key\\" {\\n\\talgorithm hmac-sha256;\\n\\tsecret \\"', '\\";\\n};', 32),
    make("key:\n  - id: x.\n    algorithm: hmac-sha512\n    secret: ", "\n", 64, { algorithm: "hmac-sha512" }),
    make("nsupdate -y hmac-sha256:x.example.org:", " update", 32, { algorithm: "hmac-sha256" }),
    make("Private-key-format: v1.3\nAlgorithm: 163 (HMAC_SHA256)\nKey: ", "\nBits: AAA=\n", 32),
    make("RFC2136_TSIG_SECRET=", "", 32),
    make("--rfc2136-tsig-secret=", " --registry=txt", 64),
    make("dns_rfc2136_secret = ", "\n", 32)
  ];
}

// src/detect/text/entra.ts
var UNRESERVED = `${ALPHANUMERIC}-_.~`;
var entraRules = [
  {
    id: "entra-client-secret",
    title: "Client secret of a Microsoft Entra application",
    provider: "Microsoft Entra ID",
    severity: "critical",
    confidence: "high",
    advice: "Delete it under Certificates & secrets of the app registration and look for its key id in the sign-in logs of the service principal. A federated credential needs no secret.",
    anchors: ["7Q~", "8Q~"],
    pattern: /[\w~.-]{3}(?:7Q~[\w~.-]{31}|8Q~[\w~.-]{34})(?![\w~-])/,
    bytesBefore: 3,
    maxMatchBytes: 40,
    // A full stop may end a sentence, and a dash begins an option.
    edges: { before: /[\w~.]/, after: /[\w~-]/ },
    minBitsPerCharacter: 3.8,
    // Words with dots and dashes between them are names.
    check: ({ secret }) => /[0-9]/.test(secret.slice(6)) && /[A-Z]/.test(secret.slice(6)) ? {} : void 0,
    examples: (random) => [clientSecret(random, "7Q~", 31), clientSecret(random, "8Q~", 34)],
    lookAlikes: (random) => [
      `${random.text(3, UNRESERVED)}8Q~${random.text(33, ALPHANUMERIC)}`,
      `${random.text(3, UNRESERVED)}8Q~${random.text(35, ALPHANUMERIC)}`,
      `${random.text(3, UNRESERVED)}7Q~${random.text(34, ALPHANUMERIC)}`,
      `${random.text(3, ALPHANUMERIC)}9Q~${random.text(34, ALPHANUMERIC)}`,
      `abc8Q~${"x".repeat(34)}`,
      `abc8Q~${random.text(34, "abcdefgh.-")}`,
      "a-8Q~your.client.secret.goes.here.please"
    ]
  }
];
function clientSecret(random, mark, length) {
  const tail = `A1${random.text(length - 3, UNRESERVED)}${random.text(1, ALPHANUMERIC)}`;
  const secret = `${random.text(3, ALPHANUMERIC)}${mark}${tail}`;
  return { text: `AZURE_CLIENT_SECRET=${secret}`, secret, hidden: [tail] };
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
    make: (random) => random.text(40, HEX2),
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
    make: (random) => random.text(64, HEX2),
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
  const bytes = payload === void 0 ? void 0 : decodeBase64(payload, "url");
  if (bytes === void 0) return {};
  const facts = {};
  for (const line2 of Buffer.from(bytes).toString("latin1").matchAll(/([a-z]):([0-9a-z]{1,13})\n/gy)) {
    const name = ROUTES[line2[1] ?? ""];
    if (name !== void 0) facts[name] = String(Number.parseInt(line2[2] ?? "", 36));
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
var READERS4 = [actionsRuntime, actionsOidc, kubernetes, supabase, gitlab, byHost];
function readIssuer(claims) {
  const host = issuerHost(claims);
  for (const read2 of READERS4) {
    const issuer = read2(host, claims);
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
    latestEnd,
    check: assess,
    examples: examples2,
    lookAlikes
  }
];
var [DASH2, DOT2] = [45, 46];
var ALGORITHM2 = /ImFsZy|hbGci|YWxn/;
function latestEnd(window, at) {
  if (window[at - 1] === DASH2 && isBase64Url(window[at - 2])) return void 0;
  const headerEnd = endOfRun(window, at, 4004);
  if (headerEnd - at < 15 || window[headerEnd] !== DOT2) return void 0;
  const payloadEnd = endOfRun(window, headerEnd + 1, 11e3);
  if (payloadEnd - headerEnd < 4 || window[payloadEnd] !== DOT2) return void 0;
  const end = endOfRun(window, payloadEnd + 1, 1370);
  if (end - payloadEnd < 21) return void 0;
  const header = Buffer.from(window.subarray(at, headerEnd)).toString("latin1");
  if (!ALGORITHM2.test(header)) return void 0;
  const lastGroups = header.slice((header.length & ~3) - 4);
  if (!/(?:^|\})\s*$/.test(Buffer.from(lastGroups, "base64url").toString("latin1"))) return void 0;
  return decodeBase64UrlJson(header) && end;
}
function endOfRun(window, start, most) {
  let end = start;
  while (end - start < most && isBase64Url(window[end])) end++;
  return end;
}
function isBase64Url(byte) {
  if (byte === void 0) return false;
  const letter = byte | 32;
  return letter >= 97 && letter <= 122 || byte >= 48 && byte <= 57 || byte === DASH2 || byte === 95;
}
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
var part2 = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
function examples2(random) {
  const make = (claims, more, header = { alg: "HS256", typ: "JWT" }, length = 43) => {
    const signature = random.text(length, BASE64URL);
    const payload = part2({ jti: random.text(12, HEX2), ...claims });
    const secret = `${part2(header)}.${payload}.${signature}`;
    return { text: secret, secret, hidden: [signature, payload], ...more };
  };
  const rs256 = { typ: "JWT", alg: "RS256", kid: random.text(8, HEX2) };
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
  const header = part2({ alg: "HS256", typ: "JWT" });
  const payload = part2({ jti: random.text(12, HEX2) });
  const sample = part2({ sub: "1234567890", name: "John Doe", iat: 1516239022 });
  return [
    `${header}.${payload}`,
    `${header}.${payload}.`,
    `${part2({ alg: "none" })}.${payload}.${signature}`,
    `${header}.${sample}.${signature}`,
    `${header}.${part2({ some: "payload" })}.${signature}`,
    `${header}.${part2({ iss: "supabase-demo", role: "service_role", exp: 1983812996 })}.${signature}`,
    `${part2({ typ: "JWT" })}.${payload}.${signature}`,
    `${header}.${random.text(40, BASE64URL)}.${signature}`,
    `${random.text(20, BASE64URL)}${header}.${payload}.${signature}`,
    part2({ version: 3, sources: ["a.ts"], mappings: "AAAA" })
  ];
}

// src/detect/text/npm.ts
var UUID2 = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
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
      const [right, wrong] = [payload, `${payload}.`].map((text4) => payload + crc32Base62(text4));
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
      `_auth=${Buffer.from("isaacs:not my real password").toString("base64")}`,
      `_auth=${Buffer.from(random.text(18, ALPHANUMERIC)).toString("base64")}`,
      "this._auth = connection.credentials",
      "user_password=correcthorse"
    ]
  }
];
function looksRandom2(text4) {
  return /[0-9]/.test(text4) && /[A-Za-z]/.test(text4) && bitsPerCharacter(text4) >= 3;
}
var OTHER_RULES = /^(?:npm_|gh[opusr]_|github_pat_|gl[a-z]{2,5}-|eyJ)/;
function assessAuthToken({ secret }) {
  if (OTHER_RULES.test(secret) || !looksRandom2(secret)) return void 0;
  if (UUID2.test(secret)) return { facts: { form: "uuid" } };
  return { confidence: "medium", guessable: true };
}
function assessPassword({ secret, groups }) {
  const text4 = decodeBase64Text(secret, "standard");
  if (text4 === void 0 || /[\x00-\x1f\x7f]/.test(text4)) return void 0;
  const colon = text4.indexOf(":");
  if (groups.prefix === "_auth" && colon < 1) return void 0;
  const password = groups.prefix === "_auth" ? text4.slice(colon + 1) : text4;
  if (password.length < 6 || isPlaceholder(password)) return void 0;
  return { identity: password };
}
function authTokenExamples(random) {
  const uuid = [8, 4, 4, 4, 12].map((length) => random.text(length, HEX2)).join("-");
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
  const encoded2 = Buffer.from(password).toString("base64");
  const both = Buffer.from(`${random.text(5, LOWER)}:${password}`).toString("base64");
  return [
    { text: `//npm.example.org/:_password=${encoded2}`, secret: encoded2, hidden: [encoded2, password] },
    { text: `//npm.example.org/:_password="${encoded2}"
`, secret: encoded2, hidden: [encoded2, password] },
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

// src/detect/text/paserk-local.ts
var paserkLocalRules = [
  {
    id: "paserk-local-key",
    form: { specification: "PASERK, types/local.md", proof: "prefix and length" },
    title: "PASETO shared key (PASERK)",
    provider: "PASETO",
    severity: "critical",
    confidence: "high",
    advice: "Replace the key: whoever has it reads and makes every token of the service.",
    anchors: ["k1.local.", "k2.local.", "k3.local.", "k4.local."],
    pattern: /(?<prefix>k[1-4]\.local\.)(?<body>[A-Za-z0-9_-]{43})/,
    maxMatchBytes: 52,
    check: ({ body: body3 }) => {
      const key = Buffer.from(body3, "base64url");
      return isMonotonous(key) ? void 0 : { facts: { kind: "symmetric", bits: 256, keySha256: sha256Hex(key) } };
    },
    examples: (random) => {
      const key = random.bytes(32);
      const body3 = Buffer.from(key).toString("base64url");
      const version = random.pick(["1", "2", "3", "4"]);
      const facts = { kind: "symmetric", bits: 256, keySha256: sha256Hex(key) };
      return [{ text: `k${version}.local.${body3}`, secret: `k${version}.local.${body3}`, hidden: [body3], facts }];
    },
    lookAlikes: (random) => [
      `k4.local.${"A".repeat(43)}`,
      `k4.local.${Buffer.from(random.bytes(31)).toString("base64url")}`,
      `k4.local.${Buffer.from(random.bytes(33)).toString("base64url")}`,
      `v4.local.${Buffer.from(random.bytes(90)).toString("base64url")}`
    ]
  }
];

// src/detect/text/password-hashes.ts
var CRYPT64 = `./${ALPHANUMERIC}`;
var C = "[./A-Za-z0-9]";
var B = "[A-Za-z0-9+/]";
var SCHEMES = [
  `\\$1\\$${C}{1,8}\\$${C}{22}`,
  `\\$apr1\\$${C}{1,8}\\$${C}{22}`,
  `\\$5\\$(?:rounds=\\d{4,9}\\$)?${C}{1,16}\\$${C}{43}`,
  `\\$6\\$(?:rounds=\\d{4,9}\\$)?${C}{1,16}\\$${C}{86}`,
  `\\$2[aby]\\$[0-3]\\d\\$${C}{53}`,
  `\\$g?y\\$j[./A-Za-z0-9]{2,8}\\$${C}{1,86}\\$${C}{43}`,
  `\\$7\\$[./A-Za-z0-9]{11}${C}{1,86}\\$${C}{43}`,
  `\\$argon2(?:id|i|d)\\$(?:v=\\d{1,3}\\$)?m=\\d{1,10},t=\\d{1,10},p=\\d{1,4}\\$${B}{11,64}\\$(?:${B}{22}|${B}{32}|${B}{43}|${B}{64}|${B}{86})`,
  `\\{SHA\\}${B}{27}=`,
  `\\{SSHA\\}${B}{32,48}={0,2}`
];
var WHOLE2 = new RegExp(`^(?:${SCHEMES.join("|")})$`);
var passwordHashRules = [
  {
    id: "password-hash",
    form: { specification: "crypt(5), PHC string format, RFC 2307", proof: "exact length of each scheme" },
    title: "Password hash",
    provider: "crypt",
    severity: "low",
    confidence: "high",
    advice: "A weak password can be guessed from its hash at leisure. Change the password where the account is in use.",
    anchors: [
      "$1$",
      "$5$",
      "$6$",
      "$2a$",
      "$2b$",
      "$2y$",
      "$y$j",
      "$gy$",
      "$7$",
      "$apr1$",
      "$argon2",
      "{SHA}",
      "{SSHA}"
    ],
    pattern: /(?:\$(?:1|apr1|5|6|2[aby]|g?y|7|argon2(?:id|i|d))\$(?:[^$\s"'\0]{1,100}\$){0,3}|\{S?SHA\})(?<body>[./A-Za-z0-9+]{22,86}={0,2})/,
    maxMatchBytes: 420,
    contextBytes: 64,
    edges: { after: /[./A-Za-z0-9+$]/ },
    minBitsPerCharacter: 3,
    check: (candidate) => {
      if (!WHOLE2.test(candidate.secret)) return void 0;
      return { facts: { scheme: schemeOf(candidate.secret), ...userBefore(candidate) } };
    },
    examples: (random) => Object.entries(made(random)).map(([scheme, text4]) => example(random, scheme, text4)),
    lookAlikes: (random) => [
      "text.replace(/(a)(b)(c)/, '$1$2$3')",
      `$6$salt$${random.text(85, CRYPT64)}`,
      `$6$salt$${random.text(87, CRYPT64)}`,
      `$2b$10$${random.text(52, CRYPT64)}`,
      `$6$salt$${".".repeat(86)}`,
      "$argon2id$v=19$m=65536,t=3,p=4$",
      "{SHA}"
    ]
  }
];
function schemeOf(hash4) {
  if (hash4.startsWith("{")) return hash4.slice(1, hash4.indexOf("}"));
  return hash4.slice(1, hash4.indexOf("$", 1));
}
function userBefore({ window, start }) {
  const user = /(?:^|[\s"']|\\[nrt])([A-Za-z_][A-Za-z0-9_.@-]{0,31}):$/.exec(window.slice(0, start))?.[1];
  return user === void 0 ? {} : { user };
}
function made(random) {
  const c = (length) => random.text(length, CRYPT64);
  const b = (bytes) => Buffer.from(random.bytes(bytes)).toString("base64");
  const bare = (bytes) => b(bytes).replace(/=+$/, "");
  return {
    "1": `$1$${c(8)}$${c(22)}`,
    apr1: `$apr1$${c(8)}$${c(22)}`,
    "5": `$5$rounds=10000$${c(16)}$${c(43)}`,
    "6": `$6$${c(16)}$${c(86)}`,
    "2b": `$2b$12$${c(53)}`,
    y: `$y$j9T$${c(22)}$${c(43)}`,
    gy: `$gy$j9T$${c(22)}$${c(43)}`,
    "7": `$7$CU..../....${c(22)}$${c(43)}`,
    argon2id: `$argon2id$v=19$m=65536,t=3,p=4$${bare(16)}$${bare(32)}`,
    SHA: `{SHA}${b(20)}`,
    SSHA: `{SSHA}${b(28)}`
  };
}
function example(random, scheme, text4) {
  const user = random.pick(["root", "www-data", "a.b"]);
  return { text: `${user}:${text4}`, secret: text4, hidden: [text4.slice(-20)], facts: { scheme } };
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
    examples: examples3,
    lookAlikes: (random) => [
      `pypi-AgE${random.text(40, BASE64URL)}`,
      // A field length that leads out of the macaroon.
      `pypi-${Buffer.from([2, 1, 200, ...random.bytes(90)]).toString("base64url")}`,
      `pypi-${Buffer.from([2, 1, 8, ...random.bytes(90)]).toString("base64url")}`
    ]
  }
];
function assess2({ body: body3 }) {
  const bytes = decodeBase64(body3, "url");
  if (bytes === void 0) return void 0;
  const [version, field, length = 0] = bytes;
  const location = Buffer.from(bytes.subarray(3, 3 + length)).toString("latin1");
  if (version !== 2 || field !== 1 || !/^[a-z0-9][a-z0-9.-]{2,100}$/.test(location)) return void 0;
  return { facts: { index: location } };
}
function examples3(random) {
  const field = (type, value) => {
    const bytes = typeof value === "string" ? Buffer.from(value) : value;
    return [type, bytes.length, ...bytes];
  };
  const id = [8, 4, 4, 4, 12].map((length) => random.text(length, HEX2)).join("-");
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

// src/detect/text/sealed-secrets.ts
var sealedSecretRules = [
  {
    id: "jenkins-encrypted-secret",
    form: { specification: "hudson.util.CryptoConfidentialKey", proof: "lengths inside fit" },
    title: "Jenkins secret, encrypted",
    provider: "Jenkins",
    severity: "low",
    confidence: "high",
    advice: "Opens with master.key and hudson.util.Secret of the same JENKINS_HOME. If those may have leaked too, replace the credential.",
    anchors: ["{AQAAABAAAA"],
    pattern: /\{(?<secret>AQAAABAAAA[A-Za-z0-9+/]{54,8000}={0,2})\}/,
    maxMatchBytes: 8014,
    check: ({ secret }) => {
      const bytes = Buffer.from(secret, "base64");
      const data = bytes.readUInt32BE(5);
      return bytes.length === 9 + 16 + data && data % 16 === 0 ? { facts: { encrypted: true } } : void 0;
    },
    examples: (random) => {
      const secret = jenkinsSecret(random, 48);
      return [{ text: `<password>{${secret}}</password>`, secret, hidden: [], facts: { encrypted: true } }];
    },
    lookAlikes: (random) => [
      `{AQAAABAAAA${random.text(60, HEX2)}}`,
      `{${jenkinsSecret(random, 48).slice(0, -8)}}`,
      "{AQAAABAAAA...}"
    ]
  },
  {
    id: "ansible-vault",
    form: { specification: "Ansible Vault payload format 1.1, 1.2", proof: "salt and HMAC in hex inside hex" },
    title: "Ansible Vault, encrypted",
    provider: "Ansible",
    severity: "low",
    confidence: "high",
    advice: "Opens with the password of the vault, which can be guessed at leisure. Rekey it where the password is weak.",
    anchors: ["$ANSIBLE_VAULT;1."],
    pattern: /\$ANSIBLE_VAULT;1\.[12];AES256(?:;[\w.-]{1,64})?[\s\\nr]{1,60}(?<body>[0-9a-f]{80})(?:[\s\\nr]{1,60}[0-9a-f]{80}(?![0-9a-f])){2,120}(?:[\s\\nr]{1,60}[0-9a-f]{1,79}(?![0-9a-f]))?/,
    maxMatchBytes: 16 << 10,
    edges: {},
    check: ({ secret, body: body3 }) => {
      const digits = secret.slice(secret.indexOf(body3)).replace(/[^0-9a-f]/g, "");
      const inner = Buffer.from(digits, "hex").toString("latin1");
      return /^[0-9a-f]{64}\n[0-9a-f]{64}\n[0-9a-f]{32}/.test(inner) ? { facts: { encrypted: true } } : void 0;
    },
    examples: (random) => {
      const vault = (indent) => {
        const inner = [random.text(64, HEX2), random.text(64, HEX2), random.text(160, HEX2)].join("\n");
        const lines = Buffer.from(inner).toString("hex").match(/.{1,80}/g);
        return ["$ANSIBLE_VAULT;1.1;AES256", ...lines].join(`
${indent}`);
      };
      return ["", "          "].map((indent) => {
        const text4 = vault(indent);
        return { text: text4, secret: text4, hidden: [], facts: { encrypted: true } };
      });
    },
    lookAlikes: (random) => [
      "$ANSIBLE_VAULT;1.1;AES256",
      `$ANSIBLE_VAULT;1.1;AES256
${random.text(80, HEX2)}
${random.text(80, HEX2)}
${random.text(80, HEX2)}`
    ]
  }
];
function jenkinsSecret(random, dataBytes) {
  const header = Buffer.from([1, 0, 0, 0, 16, 0, 0, 0, dataBytes]);
  return Buffer.concat([header, random.bytes(16 + dataBytes)]).toString("base64");
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
var example2 = (text4, body3) => ({ text: text4, secret: text4, hidden: [body3] });
function token(random, prefix, count, body3) {
  return example2([prefix, ...ids(random, count), body3].join("-"), body3);
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
      token(random, "xoxp", 3, random.text(32, HEX2)),
      token(random, "xoxp", 2, random.text(64, HEX2)),
      token(random, "xoxa-2", 3, random.text(32, HEX2)),
      token(random, "xoxr", 3, random.text(32, HEX2))
    ],
    lookAlikes: (random) => ["xoxp-your-user-token", `xoxp-${ids(random, 3).join("-")}-${random.text(8, HEX2)}`]
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
      const body3 = Buffer.from(`2-2-${ids(random, 4).join("-")}-${random.text(64, HEX2)}`).toString("base64url");
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
      const body3 = random.text(64, HEX2);
      return [example2(`xapp-1-A${random.text(10, UPPER)}-${random.text(13, DIGITS)}-${body3}`, body3)];
    },
    lookAlikes: (random) => [`xapp-1-A${random.text(10, UPPER)}-${random.text(13, DIGITS)}-${random.text(32, HEX2)}`]
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
      const [body3, cookie] = [random.text(64, HEX2), `${random.text(120, ALPHANUMERIC)}%3D`];
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
      const make = (path, body3) => example2(`hooks.slack.com/${path}/${body3}`, body3);
      return [
        make(`services/${id("T")}/${id("B")}`, random.text(24, ALPHANUMERIC)),
        make(`workflows/${id("T")}/${id("A")}/${random.text(18, DIGITS)}`, random.text(24, ALPHANUMERIC)),
        make(`triggers/${id("E")}/${random.text(13, DIGITS)}`, random.text(32, HEX2))
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

// src/detect/text/tls-key-log.ts
var LABELS2 = [
  "CLIENT_RANDOM",
  "CLIENT_EARLY_TRAFFIC_SECRET",
  "CLIENT_HANDSHAKE_TRAFFIC_SECRET",
  "SERVER_HANDSHAKE_TRAFFIC_SECRET",
  "CLIENT_TRAFFIC_SECRET_0",
  "SERVER_TRAFFIC_SECRET_0",
  "EARLY_EXPORTER_SECRET",
  "EXPORTER_SECRET"
];
var LINE2 = `(?:${LABELS2.join("|")}) [0-9a-fA-F]{64} (?:[0-9a-fA-F]{96}|[0-9a-fA-F]{64})`;
var LINE_BEFORE = new RegExp(`${LINE2}(?:\\r?\\n|\\\\n)$`);
var MAX_LINES = 40;
var tlsKeyLogRules = [
  {
    id: "tls-key-log",
    form: { specification: "RFC 9850", proof: "label and lengths" },
    title: "TLS session secrets (SSLKEYLOGFILE)",
    provider: "TLS",
    severity: "medium",
    confidence: "high",
    advice: "Who recorded these sessions can read them: replace the credentials that went through. Unset SSLKEYLOGFILE in the job.",
    anchors: LABELS2.map((label) => `${label} `.slice(0, 32)),
    pattern: new RegExp(
      `(?=[A-Z_0]{10,40} [0-9a-fA-F]{64} (?<body>[0-9a-fA-F]{64}))${LINE2}(?:(?:\\r?\\n|\\\\n)${LINE2}){0,${MAX_LINES - 1}}`
    ),
    maxMatchBytes: MAX_LINES * 196,
    contextBytes: 200,
    edges: { before: /[A-Z_]/, after: /[0-9a-fA-F]/ },
    check: ({ window, start, secret }) => {
      if (LINE_BEFORE.test(window.slice(0, start))) return void 0;
      return { facts: { lines: secret.split(/\r?\n|\\n/).length } };
    },
    examples: (random) => {
      const old = line(random, "CLIENT_RANDOM", 96);
      const current = line(random, "CLIENT_HANDSHAKE_TRAFFIC_SECRET", 64);
      return [
        { text: old, secret: old, hidden: [old.slice(-96)], facts: { lines: 1 } },
        { text: current, secret: current, hidden: [current.slice(-64)], facts: { lines: 1 } }
      ];
    },
    lookAlikes: (random) => [
      `CLIENT_RANDOM ${random.text(64, HEX2)}`,
      `CLIENT_RANDOM ${random.text(64, HEX2)} ${random.text(90, HEX2)}`,
      `CLIENT_RANDOM ${random.text(64, HEX2)} ${"0".repeat(96)}`,
      "CLIENT_RANDOM <hex> <hex>"
    ]
  }
];
function line(random, label, digits) {
  return `${label} ${random.text(64, HEX2)} ${random.text(digits, HEX2)}`;
}

// src/detect/text/web-frameworks.ts
var BETWEEN2 = String.raw`\\{0,3}["']?\]?\s{0,4}(?:=>|[:=])\s{0,4}\\{0,3}["']?`;
var DJANGO_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789!@#$%^&*(-_=+)";
var REPLACE = "Replace the key in every deployment; sessions and everything else that it signed end with it.";
var webFrameworkRules = [
  {
    id: "rails-master-key",
    form: { specification: "Rails guides, custom credentials", proof: "name and 32 hex digits" },
    title: "Rails master key",
    provider: "Rails",
    severity: "critical",
    confidence: "high",
    advice: `Encrypt config/credentials.yml.enc under a new key and replace every secret in it. ${REPLACE}`,
    anchors: [{ text: "rails_master_key", ignoreCase: true }],
    pattern: new RegExp(`RAILS_MASTER_KEY${BETWEEN2}(?<secret>[0-9a-f]{32})`, "i"),
    maxMatchBytes: 72,
    check: ({ secret }) => symmetric2(Buffer.from(secret, "hex")),
    examples: (random) => hexExamples(random, 32, ["RAILS_MASTER_KEY=", 'RAILS_MASTER_KEY: "']),
    lookAlikes: (random) => [
      `RAILS_MASTER_KEY=${"0".repeat(32)}`,
      `RAILS_MASTER_KEY=${random.text(31, HEX2)}`,
      `RAILS_MASTER_KEY=${random.text(40, HEX2)}`,
      "RAILS_MASTER_KEY=$RAILS_MASTER_KEY_OF_THE_STAGE"
    ]
  },
  {
    id: "rails-secret-key-base",
    form: { specification: "Rails guides, secret_key_base", proof: "name and 128 hex digits" },
    title: "Rails secret key base",
    provider: "Rails",
    severity: "critical",
    confidence: "high",
    advice: REPLACE,
    anchors: [{ text: "secret_key_base", ignoreCase: true }],
    pattern: new RegExp(`secret_key_base${BETWEEN2}(?<secret>[0-9a-f]{128})`, "i"),
    maxMatchBytes: 168,
    check: ({ secret }) => symmetric2(Buffer.from(secret, "hex")),
    examples: (random) => hexExamples(random, 128, ["SECRET_KEY_BASE=", "secret_key_base: ", '"secret_key_base" => "']),
    lookAlikes: (random) => [
      `secret_key_base: ${"ab".repeat(64)}`,
      `secret_key_base: ${random.text(127, HEX2)}`,
      'secret_key_base: <%= ENV["SECRET_KEY_BASE"] %>'
    ]
  },
  {
    id: "django-secret-key",
    form: { specification: "Django settings, SECRET_KEY", proof: "name, length and entropy" },
    title: "Django secret key",
    provider: "Django",
    severity: "high",
    confidence: "medium",
    advice: REPLACE,
    anchors: ["SECRET_KEY"],
    pattern: /SECRET_KEY\s{0,4}=\s{0,4}["'](?<secret>(?<prefix>django-insecure-)?(?<body>[!#-&(-;=?-~]{40,128}))(?=["'])/,
    maxMatchBytes: 180,
    minBitsPerCharacter: 3.8,
    check: ({ groups, body: body3 }) => {
      if (/^[\w./:-]+$/.test(body3) && !/[0-9]/.test(body3)) return void 0;
      return groups.prefix === void 0 ? {} : { severity: "medium", confidence: "high", facts: { insecure: true } };
    },
    examples: (random) => {
      const body3 = random.text(50, DJANGO_ALPHABET);
      return [
        { text: `SECRET_KEY = '${body3}'`, secret: body3, hidden: [body3] },
        {
          ...{ text: `SECRET_KEY = "django-insecure-${body3}"`, secret: `django-insecure-${body3}`, hidden: [body3] },
          ...{ severity: "medium", confidence: "high", facts: { insecure: true } }
        }
      ];
    },
    lookAlikes: (random) => [
      `AWS_SECRET_KEY = '${random.text(40, DJANGO_ALPHABET)}'`,
      `SECRET_KEY = '${random.text(20, DJANGO_ALPHABET)}'`,
      "SECRET_KEY = 'a-name-of-some-other-setting.that.is.long-enough'",
      "SECRET_KEY = 'changeme-changeme-changeme-changeme-changeme-1'",
      'SECRET_KEY = os.environ["SECRET_KEY"]'
    ]
  },
  {
    id: "laravel-app-key",
    form: { specification: "Laravel, key:generate", proof: "name, prefix and 16 or 32 bytes" },
    title: "Laravel application key",
    provider: "Laravel",
    severity: "critical",
    confidence: "high",
    advice: `Run \`php artisan key:generate\` on every deployment. ${REPLACE}`,
    anchors: [{ text: "app_key", ignoreCase: true }],
    pattern: new RegExp(`APP_KEY${BETWEEN2}(?<prefix>base64:)(?<secret>[A-Za-z0-9+/]{43}=|[A-Za-z0-9+/]{22}==)`, "i"),
    maxMatchBytes: 88,
    edges: { before: /[A-Za-z0-9]/, after: /[A-Za-z0-9+/=]/ },
    check: ({ secret }) => symmetric2(Buffer.from(secret, "base64")),
    examples: (random) => [32, 16].map((bytes) => {
      const secret = Buffer.from(random.bytes(bytes)).toString("base64");
      const facts = { bits: bytes * 8, keySha256: sha256Hex(Buffer.from(secret, "base64")) };
      return { text: `APP_KEY=base64:${secret}`, secret, hidden: [secret], facts };
    }),
    lookAlikes: (random) => [
      "APP_KEY=",
      `APP_KEY=base64:${"A".repeat(43)}=`,
      `APP_KEY=base64:${Buffer.from(random.bytes(20)).toString("base64")}`
    ]
  }
];
function symmetric2(key) {
  if (isMonotonous(key)) return void 0;
  return { facts: { kind: "symmetric", bits: key.length * 8, keySha256: sha256Hex(key) } };
}
function hexExamples(random, digits, names) {
  return names.map((name) => {
    const secret = random.text(digits, HEX2);
    const facts = { bits: digits * 4, keySha256: sha256Hex(Buffer.from(secret, "hex")) };
    return { text: `${name}${secret}`, secret, hidden: [secret], facts };
  });
}

// src/detect/text/signing-key-file.ts
import { createHash as createHash13 } from "node:crypto";
var MINISIGN_BYTES = 158;
var SIGNIFY_BYTES = 104;
var signingKeyFile = keyTextDetector({
  id: "private-key-minisign",
  form: { specification: "minisign and signify secret key files", proof: "the seed gives the public half" },
  title: "Secret key of minisign or signify",
  // "EdScB2" and "Ed", 0, 0, "B2" of minisign; "EdBK" and less than 65,536 rounds of signify.
  anchors: ["RWRTY0Iy", "RWQAAEIy", "RWRCSwAA"],
  bytesBefore: 1,
  maxMatchBytes: 212,
  read(text4, at) {
    if (/[A-Za-z0-9+/]/.test(text4.charAt(at - 1))) return void 0;
    const isSignify = text4.startsWith("RWRC", at);
    const length = isSignify ? 140 : 212;
    const secret = text4.slice(at, at + length);
    const bytes = secret.length === length ? decodeBase64(secret, "standard") : void 0;
    if (bytes?.length !== (isSignify ? SIGNIFY_BYTES : MINISIGN_BYTES)) return void 0;
    const key = isSignify ? signify(bytes, length) : minisign(bytes, length);
    const form = isSignify ? "signify" : "minisign";
    return key && keyMatch(key, { offset: at, length, form, preview: `${text4.slice(at, at + 6)}…` });
  }
});
function minisign(bytes, length) {
  const secret = bytes.subarray(62, 126);
  if (bytes[2] === 0) return ed25519Key(secret.subarray(0, 32), secret.subarray(32), length);
  return locked("minisign", secret, length, "scrypt");
}
function signify(bytes, length) {
  const secret = bytes.subarray(40);
  if (bytes.subarray(4, 8).some((byte) => byte !== 0)) return locked("signify", secret, length, "bcrypt");
  const checksum = createHash13("sha512").update(secret).digest().subarray(0, 8);
  if (Buffer.compare(checksum, bytes.subarray(24, 32)) !== 0) return void 0;
  return ed25519Key(secret.subarray(0, 32), secret.subarray(32), length);
}
function locked(structure, ciphertext, length, kdf) {
  if (isMonotonous(ciphertext)) return void 0;
  return { state: "locked", structure, length, cipher: "xor", kdf, ciphertext };
}

// src/detect/text/solana-key.ts
var COUNT = 64;
var [COMMA2, SPACE3] = [44, 32];
var solanaKey = keyTextDetector({
  id: "solana-keypair",
  form: { specification: "solana-keygen", proof: "the seed gives the public half" },
  title: "Solana keypair",
  anchors: Array.from({ length: 256 }, (_, first) => `[${first},`),
  maxMatchBytes: 64 * 6 + 2,
  // The shortest has 64 digits and 63 commas.
  glance(window, at) {
    for (let next = at + 1; next < at + 128; next++) {
      const byte = window[next] ?? 0;
      if (!isDigit(byte) && byte !== COMMA2 && byte !== SPACE3) return false;
    }
    return true;
  },
  read(text4, at) {
    const bytes = [];
    let position = at;
    while (bytes.length < COUNT) {
      position++;
      if (text4.charAt(position) === " ") position++;
      const start = position;
      while (position < start + 3 && isDigit(text4.charCodeAt(position))) position++;
      const value = Number(text4.slice(start, position));
      const end = bytes.length === COUNT - 1 ? "]" : ",";
      if (position === start || value > 255 || text4.charAt(position) !== end) return void 0;
      bytes.push(value);
    }
    const length = position + 1 - at;
    const all = Uint8Array.from(bytes);
    const key = ed25519Key(all.subarray(0, 32), all.subarray(32), length);
    return key && keyMatch(key, { offset: at, length, form: "solana", preview: "[64 numbers]" });
  }
});
function isDigit(code) {
  return code >= 48 && code <= 57;
}

// src/detect/text/tink-keyset.ts
var REACH_BYTES3 = 6 * 1024;
var Q2 = '\\\\{0,3}"';
var DATA3 = /\{[^{}]{0,6000}\}/y;
var TYPE = new RegExp(
  `${Q2}typeUrl${Q2}\\s{0,8}:\\s{0,8}${Q2}type\\.googleapis\\.com/google\\.crypto\\.tink\\.([A-Za-z0-9]{3,40})${Q2}`
);
var VALUE = new RegExp(`${Q2}value${Q2}\\s{0,8}:\\s{0,8}${Q2}([A-Za-z0-9+/_-]{20,5600}={0,2})${Q2}`);
var MATERIAL = new RegExp(`${Q2}keyMaterialType${Q2}\\s{0,8}:\\s{0,8}${Q2}(SYMMETRIC|ASYMMETRIC_PRIVATE)${Q2}`);
var ENCRYPTED2 = new RegExp(`encryptedKeyset${Q2}\\s{0,8}:\\s{0,8}${Q2}([A-Za-z0-9+/_-]{40,5600}={0,2})${Q2}`, "y");
var tinkKeyset = keyTextDetector({
  id: "tink-keyset",
  form: { specification: "Tink keyset, JSON", proof: TINK_PROOF },
  title: "Key in a Tink keyset",
  ...TINK_RULE,
  anchors: ["keyMaterialType", "encryptedKeyset"],
  bytesBefore: REACH_BYTES3,
  maxMatchBytes: REACH_BYTES3,
  read(text4, at) {
    return text4.charAt(at) === "e" ? encrypted(text4, at) : clear(text4, at);
  }
});
function clear(text4, at) {
  const open = text4.lastIndexOf("{", at);
  if (open < 0 || open < at - REACH_BYTES3) return void 0;
  DATA3.lastIndex = open;
  const object = DATA3.exec(text4)?.[0] ?? "";
  const type = TYPE.exec(object)?.[1];
  const material = MATERIAL.exec(object)?.[1];
  const value = VALUE.exec(object)?.[1];
  if (type === void 0 || material === void 0 || value === void 0) return void 0;
  const key = { type, value: Buffer.from(value, "base64"), isSymmetric: material === "SYMMETRIC" };
  return tinkMatch(key, { offset: open, length: object.length });
}
function encrypted(text4, at) {
  ENCRYPTED2.lastIndex = at;
  const [whole, value] = ENCRYPTED2.exec(text4) ?? [];
  const bytes = value === void 0 ? void 0 : decodeBase64(value, /[-_]/.test(value) ? "url" : "standard");
  if (whole === void 0 || bytes === void 0 || isMonotonous(bytes)) return void 0;
  return {
    ...{ offset: at, length: whole.length, preview: '{"encryptedKeyset":…}', title: "Tink keyset, encrypted" },
    ...{ severity: "low", confidence: "high", fingerprint: blobFingerprint(bytes) },
    facts: { encrypted: true, form: "tink" }
  };
}

// src/detect/text/vapid-private-key.ts
var PAIR_BYTES3 = 400;
var NAME_BYTES = 80;
var PRIVATE_CHARACTERS = 43;
var vapidPrivateKey = {
  id: "private-key-vapid",
  form: { specification: "RFC 8292", proof: "d·G is the public half that stands near it" },
  title: "VAPID private key",
  severity: "critical",
  confidence: "proven",
  advice: `Generate a new pair; all subscriptions of browsers have to be made again. ${PRIVATE_KEY_ADVICE}`,
  trigger: {
    anchors: ["private_key", "private-key", "privatekey", "private key", "vapid_priv", "vapidpriv"].map(
      (text4) => textAnchor(text4, { ignoreCase: true })
    ),
    bytesBefore: PAIR_BYTES3,
    reads: "text"
  },
  maxMatchBytes: NAME_BYTES + PRIVATE_CHARACTERS + PAIR_BYTES3,
  inspect: inspect35
};
var VALUE2 = /^[A-Za-z_-]{0,10}(?:private|priv)[_ -]?(?:key)?\\{0,3}["'`]?\]?\)?\s{0,8}(?:=>|:=|[:=,])?\s{0,8}\\{0,3}["'`]?([A-Za-z0-9_-]{43}={0,1})(?![A-Za-z0-9_=-])/i;
var PUBLIC = /(?<![A-Za-z0-9_-])B[A-P][A-Za-z0-9_-]{85}(?![A-Za-z0-9_-])/g;
var P2562 = CURVES[0];
function inspect35(window, at) {
  if (!isInRun(window, at + 50, BASE64URL_DIGITS, PRIVATE_CHARACTERS) || standsInRow(window, at)) return void 0;
  const named2 = VALUE2.exec(latin1(window, at, at + NAME_BYTES + PRIVATE_CHARACTERS + 1));
  if (named2 === null) return void 0;
  const digits = named2[1];
  const offset = at + named2[0].length - digits.length;
  const scalar = Buffer.from(digits, "base64url");
  const from = Math.max(0, at - PAIR_BYTES3);
  const around = latin1(window, from, offset + PRIVATE_CHARACTERS + PAIR_BYTES3 - 1);
  const claimed = new Set([...around.matchAll(PUBLIC)].map(([text4]) => text4));
  for (const text4 of [...claimed].slice(0, MAX_CANDIDATES)) {
    const publicKey2 = proveEc(P2562, scalar, Buffer.from(text4, "base64url"));
    if (publicKey2 === void 0) continue;
    const length = PRIVATE_CHARACTERS;
    return keyMatch(
      { state: "proven", structure: "vapid", length, publicKey: publicKey2 },
      { offset, length, form: "vapid", preview: "VAPID private key…" }
    );
  }
  return void 0;
}
var MAX_CANDIDATES = 4;

// src/detect/text/wireguard-key.ts
var NEAR_BYTES3 = 2048;
var LINE3 = /PrivateKey["']?[\t ]{0,8}[=:][\t ]{0,8}["']?([A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=)(?![A-Za-z0-9+/=])/y;
var DNSSEC_ALGORITHM = /Algorithm: \d{1,3}[^\n\\]{0,32}(?:\r?\n|\\{1,8}n)$/;
var wireguardKey = keyTextDetector({
  id: "wireguard-private-key",
  form: { specification: "wg(8)", proof: "clamping and section" },
  title: "WireGuard private key",
  confidence: "high",
  anchors: ["PrivateKey"],
  bytesBefore: NEAR_BYTES3,
  maxMatchBytes: NEAR_BYTES3,
  // 43 digits that begin 11 to 29 bytes behind the first of the anchor.
  glance: (window, at) => isInRun(window, at + 30, BASE64_DIGITS, 43),
  read(text4, at) {
    LINE3.lastIndex = at;
    const found = LINE3.exec(text4);
    const secret = found?.[1];
    if (found === null || secret === void 0 || DNSSEC_ALGORITHM.test(text4.slice(Math.max(0, at - 64), at))) return;
    const bytes = Buffer.from(secret, "base64");
    const isClamped = (bytes[0] & 7) === 0 && (bytes[31] & 192) === 64;
    const key = x25519Key(bytes, void 0, secret.length);
    if (key === void 0 || key.publicKey.kind !== "x25519") return void 0;
    const publicText = Buffer.from(key.publicKey.bytes).toString("base64");
    const isNear = text4.includes(publicText);
    if (!isClamped && !isNear) return void 0;
    const isInterface = /\[Interface\][^[]{0,1500}$/.test(text4.slice(Math.max(0, at - 1600), at));
    const confidence = isNear ? "proven" : isInterface ? "high" : "medium";
    const offset = at + found[0].length - secret.length;
    const place3 = { offset, length: secret.length, form: "wireguard", preview: "PrivateKey = …" };
    return { ...keyMatch(key, place3), confidence };
  }
});

// src/detect/catalog.ts
var rules = Object.values(rules_exports).flat();
var keyDetectors = [
  pemPrivateKey,
  derPrivateKey,
  cutPrivateKey,
  opensshPrivateKey,
  base64PrivateKey,
  hexPrivateKey,
  jwkPrivateKey,
  dotnetPrivateKey,
  vapidPrivateKey,
  paserkPrivateKey,
  cosePrivateKey,
  cngPrivateKey,
  capiPrivateKey,
  dpapiBlob,
  dpapiText,
  kerberosKeytab,
  kerberosCcache,
  luksHeader,
  puttyPrivateKey,
  pkcs12KeyStore,
  javaKeyStore,
  bouncyKeyStore,
  nssKeyStore,
  appleKeychain,
  base64KeyStore,
  openpgpPrivateKey,
  openpgpPrivateKeyArmour,
  gcryptPrivateKey,
  ageIdentity,
  signingKeyFile,
  wireguardKey,
  torOnionKey,
  kubernetesKey,
  googleServiceAccount,
  dnssecPrivateKey,
  libp2pPrivateKey,
  bitcoinKey,
  nkeySeed,
  ethereumKey,
  bip39Phrase,
  solanaKey,
  tinkKeyset,
  tinkKeysetBinary,
  cosignKey,
  aesKeySchedule,
  chacha20State
];
var detectors = [...keyDetectors, encodedKey(keyDetectors), ...rules.map(ruleDetector)];
var searches = [rsaInMemory, ecInMemory, edwardsInMemory];
var witnesses = [certificateDer, certificatePem, sshPublicKey, jwkPublicKey];

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
var SCHEDULE_HIT_BYTES = 40;

// src/kernel/background.ts
var RAREST = 2 ** -19;
var RAREST_TRIPLE = 2 ** -19;

// src/kernel/windows.ts
var likely = new Float64Array(32);
var ones = new Float64Array(32);
var pairs2 = new Float64Array(32);
var triples = new Float64Array(32);
var pairsInEitherCase = new Float64Array(32);

// src/kernel/web-assembly.ts
var webAssembly = globalThis.WebAssembly;

// src/kernel/plan.ts
var MAX_ANCHOR_BYTES = 32;
var REST_BYTES = MAX_ANCHOR_BYTES - 8;

// src/engine/chain.ts
function buildChain(detectors2, witnesses2 = []) {
  const anchors2 = [];
  const routes2 = [];
  const known4 = /* @__PURE__ */ new Map();
  const add2 = (anchor, route) => {
    const key = `${anchor.ignoreCase} ${Buffer.from(anchor.bytes).toString("latin1")}`;
    let list2 = known4.get(key);
    if (list2 === void 0) {
      list2 = [];
      known4.set(key, list2);
      anchors2.push(anchor);
      routes2.push(list2);
    }
    list2.push(route);
  };
  const shapes = /* @__PURE__ */ new Map();
  let bytesBefore = 0;
  let bytesAfter = 0;
  for (const [asked, { trigger, maxMatchBytes }] of [...detectors2, ...witnesses2].entries()) {
    for (const anchor of trigger.anchors) {
      add2(anchor, { asked, encoding: "plain" });
      if (trigger.reads === "text") add2(utf16Twin(anchor), { asked, encoding: "utf16" });
    }
    for (const shape of trigger.shapes ?? [])
      shapes.set(shape, [...shapes.get(shape) ?? [], { asked, encoding: "plain" }]);
    const unit = trigger.reads === "text" ? 2 : 1;
    bytesBefore = Math.max(bytesBefore, trigger.bytesBefore * unit + 1);
    bytesAfter = Math.max(bytesAfter, maxMatchBytes * unit);
  }
  return { detectors: detectors2, witnesses: witnesses2, routes: routes2, anchors: anchors2, shapes, bytesBefore, bytesAfter };
}
function utf16Twin(anchor) {
  const characters = Math.min(anchor.bytes.length, 16);
  const bytes = new Uint8Array(2 * characters - 1);
  for (let i = 0; i < characters; i++) bytes[2 * i] = anchor.bytes[i];
  return { bytes, ignoreCase: anchor.ignoreCase };
}

// src/engine/examiner.ts
import { createHash as createHash14 } from "node:crypto";

// src/bytes/budget.ts
var Budget = class {
  limits;
  #entries = 0;
  #bytes = 0;
  #deadlineMs;
  #now;
  /** @param spentMs time that other parts of the same artifact have taken already */
  constructor(limits, now = () => performance.now(), spentMs = 0) {
    this.limits = limits;
    this.#now = now;
    this.#deadlineMs = now() + limits.maxSeconds * 1e3 - spentMs;
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
  /** Counts a whole entry, if that passes no limit. @returns whether it was counted */
  takesEntryBytes(entryBytes) {
    const { maxEntryBytes, maxTotalBytes } = this.limits;
    const fits = entryBytes <= maxEntryBytes && this.#bytes + entryBytes <= maxTotalBytes;
    if (!fits || this.#now() > this.#deadlineMs) return false;
    this.#bytes += entryBytes;
    return true;
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
function assertInside(offset, length, size2) {
  if (offset >= 0 && length >= 0 && offset + length <= size2) return;
  throw new FormatError(`expected ${length} bytes at offset ${offset}, but the data ends at ${size2}`);
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
  /** Bytes that follow where the file says that it ends: files of /proc say 0 and have content all the same. */
  get goesOn() {
    return this.#readSome(new Uint8Array(1), 0, this.size) > 0;
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

// src/bytes/read-ahead-source.ts
var WINDOW_BYTES = 1 << 20;
var LARGE_BYTES = WINDOW_BYTES >> 2;
var ReadAheadSource = class {
  size;
  #source;
  #window = new Uint8Array(0);
  #windowStart = 0;
  /** `source` is closed by whoever opened it. */
  constructor(source) {
    this.#source = source;
    this.size = source.size;
  }
  read(offset, length) {
    if (length > LARGE_BYTES || !(offset >= 0 && offset + length <= this.size))
      return this.#source.read(offset, length);
    const at = offset - this.#windowStart;
    if (at >= 0 && at + length <= this.#window.length) return this.#window.subarray(at, at + length);
    this.#window = this.#source.read(offset, Math.min(WINDOW_BYTES, this.size - offset));
    this.#windowStart = offset;
    return this.#window.subarray(0, length);
  }
  readInto(target, offset) {
    this.#source.readInto(target, offset);
  }
};

// src/unpack/gzip.ts
import { crc32 as crc322 } from "node:zlib";

// src/unpack/chunk-reader.ts
var NOTHING2 = new Uint8Array(0);
var ChunkReader = class {
  #iterator;
  #chunk = NOTHING2;
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
import { constants as constants4, createInflateRaw, inflateRawSync as inflateRawSync2 } from "node:zlib";
var OUTPUT_BYTES = 1 << 20;
var INPUT_BYTES = 64 << 10;
var KEPT_BYTES = 1 << 20;
var MAX_SALVAGED_BYTES = 64 << 20;
var QUICK_OUTPUT_BYTES = 256 << 10;
function inflateWhole(input, maxOutputBytes, expectedBytes) {
  return inflateSync(input, maxOutputBytes, expectedBytes, constants4.Z_FINISH);
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
    const prefix = inflateSync(input.subarray(0, tryBytes), MAX_SALVAGED_BYTES, tryBytes * 4, constants4.Z_SYNC_FLUSH);
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
  const chunkSize = Math.max(constants4.Z_MIN_CHUNK, Math.min(expectedBytes + 1, maxOutputLength, OUTPUT_BYTES));
  try {
    const options2 = { info: true, maxOutputLength, chunkSize, finishFlush };
    const result = inflateRawSync2(input, options2);
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
import { isUtf8 as isUtf82 } from "node:buffer";
function decodeUtf8OrLatin1(bytes) {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString(isUtf82(bytes) ? "utf8" : "latin1");
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
var HEADER_BYTES3 = 10;
var TRAILER_BYTES2 = 8;
var FLAG = { headerCrc: 2, extra: 4, name: 8, comment: 16 };
var MAX_TEXT_BYTES = 1 << 20;
var MAX_FIELD_BYTES2 = 4 << 20;
function isMember(head) {
  if (head.length < HEADER_BYTES3) return false;
  return head[0] === 31 && head[1] === 139 && head[2] === 8;
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
    const head = await this.#reader.take(HEADER_BYTES3);
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
      let size2 = 0;
      for await (const chunk of inflateNext(this.#reader)) {
        sum = crc322(chunk, sum);
        size2 += chunk.length;
        yield chunk;
      }
      await this.#checkTrailer(sum, size2);
    } while (await this.#nextMember());
    this.finished = true;
    this.#reader.throwIfFailed();
  }
  /*  0  4  CRC32 of the data
   *  4  4  ISIZE: size of the data modulo 2^32   */
  async #checkTrailer(sum, size2) {
    const trailer = Buffer.from(await this.#reader.take(TRAILER_BYTES2));
    if (trailer.length < TRAILER_BYTES2) throw this.#reader.endError("the gzip member is cut off in its last 8 bytes");
    if (trailer.readUInt32LE(0) !== sum || trailer.readUInt32LE(4) !== size2 % 2 ** 32) this.wrongSums++;
  }
  async #nextMember() {
    await this.#skipZeros();
    if (!isMember(await this.#reader.peek(HEADER_BYTES3))) return false;
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
      const text4 = Buffer.concat(parts);
      this.#keep(text4);
      return text4;
    }
    throw new FormatError(`expected a gzip ${what} of at most ${MAX_TEXT_BYTES} bytes`);
  }
  #keep(field) {
    if (this.fields.size + field.length > MAX_FIELD_BYTES2)
      throw new FormatError(
        `expected at most ${MAX_FIELD_BYTES2} bytes of names, comments and extra fields in the headers`
      );
    this.fields.add(field);
  }
};

// src/unpack/self-extracting-script.ts
var SCRIPT_BYTES = 256 << 10;
var selfExtractingScript = {
  id: "self-extracting-script",
  title: "shell script with a packed archive behind it (makeself …)",
  headBytes: SCRIPT_BYTES,
  reads: "stream",
  sniff: (head) => payloadStart(head) !== void 0,
  entries: entries2
};
async function* entries2(chunks) {
  const reader = new ChunkReader(chunks);
  try {
    const start = payloadStart(await reader.peek(SCRIPT_BYTES));
    if (start === void 0) throw reader.endError("expected an archive behind a script, found none");
    const script = Uint8Array.from(await reader.take(start));
    yield remainder("before", async function* () {
      yield script;
    });
    yield { name: "payload", open: () => reader.rest() };
  } finally {
    await reader.close();
  }
}
var LINE_FEED2 = 10;
var MAGICS = [/^\x1f\x8b\x08/, /^\xfd7zXZ\0/, /^BZh[1-9]1AY&SY/, /^\x28\xb5\x2f\xfd/];
var MAGIC_BYTES = 10;
var FIRST_BYTES = [31, 253, 66, 40];
function payloadStart(bytes) {
  if (bytes[0] !== 35 || bytes[1] !== 33) return void 0;
  for (let at = bytes.indexOf(LINE_FEED2) + 1; at > 0; at = bytes.indexOf(LINE_FEED2, at) + 1) {
    if (!FIRST_BYTES.includes(bytes[at] ?? 0)) continue;
    const magic = Buffer.from(bytes.buffer, bytes.byteOffset + at, Math.min(MAGIC_BYTES, bytes.length - at));
    if (MAGICS.some((pattern) => pattern.test(magic.toString("latin1")))) return at;
  }
  return void 0;
}

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
    const length = space < 0 ? Number.NaN : decimal2(decodeUtf8OrLatin1(body3.subarray(at, Math.min(space, at + 20))));
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
  const size2 = records.get("size");
  const bytes = size2 === void 0 ? void 0 : decimal2(size2);
  if (bytes !== void 0 && !Number.isSafeInteger(bytes))
    throw new FormatError("expected a decimal number of bytes as size in the pax header");
  return { ...path !== void 0 && { path }, ...bytes !== void 0 && { size: bytes } };
}
function decimal2(text4) {
  return /^[0-9]+$/.test(text4) ? Number(text4) : Number.NaN;
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
  async *#readMeta(header, size2) {
    const padded5 = await this.#reader.take(size2 + paddingBytes(size2));
    this.#headers.add(padded5);
    if (padded5.length < size2) return this.#cutOff(`in the header of type ${header.type}`);
    const body3 = padded5.subarray(0, size2);
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
    const { path, size: size2 = headerSize } = { ...this.#global, ...this.#next };
    this.#next = {};
    const hasBody = size2 > 0 && !(BODILESS.includes(header.type) && await this.#headerFollows());
    if (!hasBody && header.type !== "0" && header.type !== "7") return;
    const start = this.#reader.position;
    const end = start + (hasBody ? size2 : 0);
    yield { name: path ?? header.name, open: () => this.#body(end) };
    for await (const _ of this.#body(end, "skip")) this.#budget.checkTime();
    await this.#readPadding(size2);
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
  async #readPadding(size2) {
    if (this.#cut !== void 0) return;
    const padding = await this.#reader.take(paddingBytes(size2));
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
function paddingBytes(size2) {
  return -size2 & BLOCK_BYTES2 - 1;
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
  survey(size2) {
    const holes = [];
    let covered = 0;
    let overlaps = 0;
    for (const { start, end } of this.#ranges.sort((a, b) => a.start - b.start)) {
      if (start < covered) overlaps++;
      if (start > covered) holes.push({ start: covered, end: Math.min(start, size2) });
      covered = Math.max(covered, end);
    }
    if (covered < size2) holes.push({ start: covered, end: size2 });
    return { holes, overlaps };
  }
};

// src/unpack/zip-record.ts
var import_yauzl = __toESM(require_yauzl(), 1);
var FLAG2 = { encrypted: 1 << 0, hasDescriptor: 1 << 3, strongEncryption: 1 << 6 };
function isEmpty({ compressedSize, size: size2, crc32: crc324 }) {
  return compressedSize === 0 && size2 === 0 && crc324 === 0;
}
function isMarked({ flags }) {
  return (flags & (FLAG2.encrypted | FLAG2.strongEncryption)) !== 0;
}
var LOCAL_SIGNATURE = Buffer.from("PK", "latin1");
var HEADER_BYTES4 = 30;
var READ_BYTES = 256;
function readLocalHeader(source, offset, end) {
  if (!(offset >= 0 && offset + HEADER_BYTES4 <= end)) return void 0;
  let header = Buffer.from(source.read(offset, Math.min(READ_BYTES, end - offset)));
  if (!header.subarray(0, 4).equals(LOCAL_SIGNATURE)) return void 0;
  const nameEnd = HEADER_BYTES4 + header.readUInt16LE(26);
  const headerEnd = nameEnd + header.readUInt16LE(28);
  if (offset + headerEnd > end) return void 0;
  if (headerEnd > header.length) header = Buffer.from(source.read(offset, headerEnd));
  const rawName = header.subarray(HEADER_BYTES4, nameEnd);
  const extra = header.subarray(nameEnd, headerEnd);
  const fields = extraFields(extra);
  const flags = header.readUInt16LE(6);
  return {
    name: (0, import_yauzl.getFileNameLowLevel)(flags, rawName, fields, true),
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
  return at + HEADER_BYTES4 <= bytes.length && bytes.readUInt32LE(at) === LOCAL_SIGNATURE.readUInt32LE(0) && bytes.readUInt16LE(at + 4) <= 63 && (bytes.readUInt16LE(at + 6) & UNUSED_FLAGS) === 0 && METHOD_NAMES.has(bytes.readUInt16LE(at + 8)) && bytes.readUInt16LE(at + 26) > 0;
}
var UNUSED_FLAGS = 51072;
function extraFields(extra) {
  try {
    return (0, import_yauzl.parseExtraFields)(extra);
  } catch {
    return [];
  }
}
function sizes(header, fields) {
  const wide2 = fields.find(({ id }) => id === 1)?.data ?? Buffer.alloc(0);
  let at = 0;
  const [size2, compressedSize] = [22, 18].map((offset) => {
    const value = header.readUInt32LE(offset);
    if (value !== 4294967295 || at + 8 > wide2.length) return value;
    at += 8;
    return Number(wide2.readBigUInt64LE(at - 8));
  });
  return { size: size2, compressedSize };
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

// src/unpack/zip-claims.ts
async function claimsOf(source, header, record) {
  const local = { ...await localClaim(source, header), name: record.name };
  if (isEmpty(record)) return [isEmpty(local) || hasUnknownSize(local) ? record : local];
  return isOther(local, record) ? [record, withSizes(local, record)] : [record];
}
async function localClaim(source, header) {
  const saysNothing = header.compressedSize === 0 && header.size === 0 && (header.crc32 ?? 0) === 0;
  if (!saysNothing || header.method === STORED) return header;
  const hasData = header.method === DEFLATED ? await inflatesAt(source, header.dataStart) : isPackedAt(source, header);
  return { ...header, crc32: hasData ? void 0 : 0 };
}
var STORED = 0;
var DEFLATED = 8;
function isOther(local, record) {
  if (isEmpty(local)) return false;
  if (local.method !== record.method) return true;
  if (isMarked(record) && local.crc32 !== void 0)
    return !isMarked(local) || local.crc32 !== record.crc32 || local.size !== record.size;
  if (isMarked(record)) return !isMarked(local);
  return local.method === STORED && local.compressedSize !== 0 && local.compressedSize !== record.compressedSize;
}
function hasUnknownSize({ method, flags, compressedSize }) {
  return method === STORED && (flags & FLAG2.hasDescriptor) !== 0 && compressedSize === 0;
}
function withSizes(local, { compressedSize, size: size2 }) {
  return hasUnknownSize(local) ? { ...local, compressedSize, size: size2 } : local;
}
async function inflatesAt(source, offset) {
  const reader = new ChunkReader(streamOf(source, offset, source.size, PROBE_BYTES));
  try {
    for await (const output of inflateNext(reader)) if (output.length > 0) return true;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
  } finally {
    await reader.close();
  }
  return false;
}
var PROBE_BYTES = 4 << 10;
function isPackedAt(source, { flags, dataStart }) {
  if ((flags & FLAG2.hasDescriptor) === 0) return false;
  const next = Buffer.from(source.read(dataStart, Math.min(DESCRIPTOR_BYTES, source.size - dataStart)));
  return next.toString("latin1", 0, 2) !== "PK" && next.some((byte) => byte !== 0);
}
var DESCRIPTOR_BYTES = 12;

// src/unpack/zip-directory.ts
var import_yauzl2 = __toESM(require_yauzl(), 1);
var RECORD_BYTES = 46;
var SIGNATURE2 = 33639248;
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
    name: (0, import_yauzl2.getFileNameLowLevel)(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true),
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
  if (record.readUInt32LE(0) !== SIGNATURE2) return void 0;
  return at + RECORD_BYTES + record.readUInt16LE(28) + record.readUInt16LE(30) + record.readUInt16LE(32);
}
async function* list(source, start, end) {
  const reader = new DirectoryReader(source, start, end);
  const options2 = { lazyEntries: true, decodeStrings: false, validateEntrySizes: false, autoClose: false };
  const zipfile = await (0, import_yauzl2.fromRandomAccessReaderPromise)(reader, reader.size, options2);
  try {
    yield* zipfile.eachEntry();
  } finally {
    zipfile.close();
  }
}
var DirectoryReader = class extends import_yauzl2.RandomAccessReader {
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
      const windowBytes = Math.min(Math.max(length, WINDOW_BYTES2), this.#directoryBytes - position);
      this.#window = this.#source.read(this.#start + position, windowBytes);
      this.#windowStart = position;
    }
    return this.#window.subarray(position - this.#windowStart, position - this.#windowStart + length);
  }
};
var WINDOW_BYTES2 = 256 << 10;
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
var MAX_CANDIDATES2 = 1e3;
function findZipEnd(source) {
  let last;
  let tried = 0;
  for (const at of candidates(source)) {
    const record = readEnd(asBuffer(source.read(at, EOCD_BYTES)), source.size - at);
    const end = record && locate(source, record, at);
    if (end?.directoryStart !== void 0 && end.directoryStart < end.directoryEnd) return end;
    last ??= end;
    if (++tried === MAX_CANDIDATES2) break;
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
function isOneDisk(number4) {
  return number4 === 0 || number4 === 65535;
}
function locate(source, record, at) {
  const end = at + EOCD_BYTES + record.commentLength;
  const { recordStart, ...declared } = readZip64(source, at, record) ?? { ...record, recordStart: at };
  const byOffset = { start: declared.directoryOffset, shift: 0 };
  const bySize = recordStart - declared.directorySize;
  const places = [{ start: bySize, shift: bySize - declared.directoryOffset }, byOffset];
  const place3 = declared.directorySize === 0 && declared.entryCount === 0 ? { start: recordStart, shift: 0 } : places.find(({ start }) => isDirectory(source, start, recordStart));
  const { entryCount, isMultiDisk } = declared;
  return {
    directoryStart: place3?.start,
    directoryEnd: recordStart,
    end,
    shift: place3?.shift ?? 0,
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
var SMALL_BYTES = 1 << 20;
var SMALL_OUTPUT_BYTES = 16 << 20;
var READ_BYTES2 = 64 << 10;
var DEFLATED2 = 8;
async function* readZipFile(source, file, limit, budget) {
  const obstacle = await findObstacle(source, file, limit, budget);
  if (obstacle !== void 0) {
    yield { name: file.name, trouble: obstacle };
    return { end: file.dataStart, isSound: false, isRead: false };
  }
  const data = new ZipData(source, file, limit);
  yield { name: file.name, open: () => data.read(), whole: () => data.whole() };
  if (data.hasWrongSum) yield { name: file.name, trouble: WRONG_SUM };
  const hasDescriptor = (file.flags & FLAG2.hasDescriptor) !== 0;
  const end = hasDescriptor ? behindDescriptor(source, file.dataStart, data.end, data) : data.end;
  const isUnproved = file.crc32 === void 0 && end === data.end;
  return { end, isSound: !data.isDamaged && !data.hasWrongSum && !isUnproved, isRead: true };
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
  if (isMarked(file) && !await isPlain(source, file, limit, budget)) {
    const cipher = file.method === 99 ? "AES" : file.flags & FLAG2.strongEncryption ? "strong encryption" : "ZipCrypto";
    return { code: "encrypted", message: `the entry is encrypted (${cipher}) and cannot be read` };
  }
  if (file.method === 0 || file.method === DEFLATED2) return void 0;
  const name = METHOD_NAMES.get(file.method) ?? "unknown";
  const message = `compression method ${file.method} (${name}) is not supported; only the packed bytes are scanned`;
  return { code: "unsupported", message };
}
async function isPlain(source, file, limit, budget) {
  if (file.method !== DEFLATED2 && (file.method !== 0 || file.size !== file.compressedSize)) return false;
  const data = new ZipData(source, file, limit);
  try {
    for await (const _ of data.read()) budget.checkTime();
  } catch (error) {
    if (error instanceof FormatError) return false;
    throw error;
  }
  if (file.method === DEFLATED2 && data.end - file.dataStart >= NO_NOISE_BYTES) return true;
  return file.size !== 0 && file.crc32 !== void 0 && !data.hasWrongSum;
}
var NO_NOISE_BYTES = 64;
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
  /** All of it, when it is small and sound as deflate. */
  whole() {
    const { method, dataStart, compressedSize, size: size2 } = this.#file;
    if (method !== DEFLATED2 || isEmpty(this.#file) || compressedSize > SMALL_BYTES) return void 0;
    const whole = inflateWhole(this.#source.read(dataStart, this.#end - dataStart), SMALL_OUTPUT_BYTES, size2);
    if (typeof whole === "string") return void 0;
    this.#end = dataStart + whole.consumed;
    this.#sum = crc323(whole.output);
    this.#size = whole.output.length;
    this.#state = "complete";
    return whole.output;
  }
  async *read() {
    try {
      for await (const chunk of this.#file.method === DEFLATED2 ? this.#inflate() : this.#stored()) {
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
    const { dataStart } = this.#file;
    if (isEmpty(this.#file)) return;
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
    const found = tried.has(at) ? void 0 : readLocalHeader(source, at, end);
    if (found === void 0) {
      at++;
      continue;
    }
    const header = await localClaim(source, found);
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
    const read2 = source.read(from, Math.min(step + HEADER_BYTES4, end - from));
    const bytes = read2.length === step + HEADER_BYTES4 ? Buffer.from(read2.buffer, read2.byteOffset, read2.length) : padded3(read2);
    for (let at = bytes.indexOf("PK"); at >= 0 && at < step; at = bytes.indexOf("PK", at + 1))
      if (test(bytes, at, from + at)) return from + at;
  }
  return end;
}
var FIRST_STEP_BYTES = 256;
var LAST_STEP_BYTES = 1 << 20;
function padded3(bytes) {
  return Buffer.concat([bytes, new Uint8Array(HEADER_BYTES4)]);
}

// src/unpack/zip-tries.ts
var MAX_FAILURES = 4;
var Tries = class {
  #first;
  /** Of all of them, when there are more than one. */
  #keys;
  #failures = 0;
  add(claim, isRead) {
    if (!isRead) this.#failures++;
    if (this.#first === void 0) {
      this.#first = { claim, isRead };
      return;
    }
    this.#keys ??= new Set(keysOf(this.#first.claim, this.#first.isRead));
    for (const key of keysOf(claim, isRead)) this.#keys.add(key);
  }
  /** Whether the data was read, or cannot be read by such a record. */
  covers(claim) {
    if (this.#first === void 0) return false;
    this.#keys ??= new Set(keysOf(this.#first.claim, this.#first.isRead));
    if (this.#keys.has(readKeyOf(claim)) || this.#keys.has(keyOf3(claim))) return true;
    return isMarked(claim) && this.#failures >= MAX_FAILURES;
  }
};
function keysOf(claim, isRead) {
  return isRead ? [keyOf3(claim), readKeyOf(claim)] : [keyOf3(claim)];
}
function readKeyOf(claim) {
  if (isEmpty(claim)) return "empty";
  return claim.method === 8 ? "deflated" : `${claim.method} ${claim.compressedSize}`;
}
function keyOf3({ method, flags, crc32: crc324, compressedSize, size: size2 }) {
  return `${[method, flags, crc324, compressedSize, size2]}`;
}

// src/unpack/zip.ts
var zip = {
  id: "zip",
  title: "zip (jar, war, apk, nupkg, whl, vsix, docx …)",
  headBytes: 8,
  reads: "source",
  sniff: (head) => head[0] === 80 && SIGNATURES2.some((signature) => signature.equals(head.subarray(0, signature.length))),
  sniffTail: endsWithZip,
  entries: (source, budget) => new ZipReader(source, budget).entries()
};
var SIGNATURES2 = ["PK", "PK", "PK\x07\bPK", "PK00PK"].map(
  (text4) => Buffer.from(text4, "latin1")
);
var ZipReader = class {
  #source;
  #budget;
  #coverage = new Coverage();
  #headers = new HeaderPieces();
  /** By where data begins, what it was tried by; few data is tried twice. */
  #tries = /* @__PURE__ */ new Map();
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
    else yield* this.#readFile(local, record);
  }
  async *#readFile(local, record) {
    this.#firstHeader = Math.min(this.#firstHeader, local.headerOffset);
    const claims = await claimsOf(this.#source, local, record);
    if (claims.every((claim) => this.#isTried(local, claim))) {
      this.#repeats++;
      return;
    }
    this.#keepHeader(local, record);
    for (const claim of claims) if (!this.#isTried(local, claim)) yield* this.#readClaim(local, claim);
  }
  async *#readClaim(local, claim) {
    const { dataStart, headerOffset } = local;
    const tries = this.#tries.get(dataStart) ?? new Tries();
    this.#tries.set(dataStart, tries);
    if (isEmpty(claim) && claim.name.endsWith("/")) {
      tries.add(claim, false);
      return this.#coverage.add(headerOffset, dataStart);
    }
    const extent = yield* readZipFile(this.#source, { ...claim, dataStart }, this.#source.size, this.#budget);
    tries.add(claim, extent.isRead);
    if (extent.isSound) this.#coverage.add(headerOffset, extent.end);
    else this.#unsound.add(headerOffset);
  }
  /** Whether this data was read, or cannot be read by such a record. */
  #isTried({ dataStart }, claim) {
    return this.#tries.get(dataStart)?.covers(claim) ?? false;
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
var containers = [gzip, selfExtractingScript, tar, zip];

// src/unpack/unsupported.ts
var FORMATS = [
  { id: "7z", title: "7-Zip", magics: ["37 7a bc af 27 1c"] },
  { id: "rar", title: "RAR", magics: ["52 61 72 21 1a 07"] },
  { id: "xz", title: "xz", magics: ["fd 37 7a 58 5a 00"] },
  { id: "lzip", title: "lzip", magics: ["4c 5a 49 50 01"] },
  // 25 to 27: versions 0.5 to 0.7, which the zstd program reads. 5x: a skippable frame (RFC 8878, 3.1.2), of lz4 too.
  {
    id: "zstd",
    title: "Zstandard",
    magics: ["28 b5 2f fd", "27 b5 2f fd", "26 b5 2f fd", "25 b5 2f fd", ".. 2a 4d 18"],
    isHead: (head) => head[1] !== 42 || (head[0] & 240) === 80
  },
  { id: "bzip2", title: "bzip2", magics: ["31 41 59 26 53 59"], offset: 4 },
  { id: "lz4", title: "LZ4 frame", magics: ["04 22 4d 18", "02 21 4c 18"] },
  { id: "cab", title: "Microsoft cabinet", magics: ["4d 53 43 46 00 00 00 00"] },
  { id: "rpm", title: "RPM package", magics: ["ed ab ee db"] },
  { id: "deb", title: "Debian package", magics: ["21 3c 61 72 63 68 3e 0a 64 65 62 69 61 6e 2d 62 69 6e 61 72 79"] },
  { id: "xar", title: "xar archive", magics: ["78 61 72 21 00 1c"] },
  { id: "squashfs", title: "SquashFS image", magics: ["68 73 71 73"] },
  { id: "lzma", title: "LZMA (.lzma)", magics: [".."], headBytes: 14, isHead: isLzma },
  { id: "compress", title: "compress (.Z)", magics: ["1f 9d"], headBytes: 5, isHead: isCompress }
];
function isLzma(head) {
  const properties = head[0];
  if (properties > 224 || properties % 9 + Math.floor(properties / 9) % 5 > 4) return false;
  const dictionary = head.readUInt32LE(1);
  const top = 31 - Math.clz32(dictionary);
  if (dictionary < 4096 || dictionary !== 2 ** top && dictionary !== 1.5 * 2 ** top) return false;
  const size2 = head.readBigUInt64LE(5);
  if (size2 !== UNKNOWN_SIZE && (properties !== USUAL_PROPERTIES || size2 === 0n || size2 >= 1n << 38n)) return false;
  return head[13] === 0;
}
var UNKNOWN_SIZE = 0xffffffffffffffffn;
var USUAL_PROPERTIES = 93;
function isCompress(head) {
  const bits = head[2] & 127;
  return bits >= 9 && bits <= 16 && (head[4] & 1) === 0;
}
var unsupported = FORMATS.map(
  ({ id, title, magics, offset = 0, headBytes = 0, isHead = () => true }) => {
    const patterns = magics.map((magic) => magic.split(" ").map((byte) => byte === ".." ? -1 : Number(`0x${byte}`)));
    const least = Math.max(headBytes, ...patterns.map((pattern) => offset + pattern.length));
    return {
      id,
      title: `${title} (recognised, not opened)`,
      reads: "stream",
      headBytes: least,
      sniff: (head) => {
        if (head.length < least || !patterns.some((pattern) => isAt(head, offset, pattern))) return false;
        return isHead(Buffer.from(head.buffer, head.byteOffset, head.length));
      },
      // biome-ignore lint/correctness/useYield: it has nothing to yield
      async *entries() {
        const message = `${title}: keysieve cannot open this format yet; unpack it before the scan`;
        throw new FormatError(message, "unsupported");
      }
    };
  }
);
function isAt(head, offset, pattern) {
  for (let index = 0; index < pattern.length; index++)
    if (pattern[index] >= 0 && head[offset + index] !== pattern[index]) return false;
  return true;
}

// src/bytes/private-temp-file.ts
import { randomBytes } from "node:crypto";
import { closeSync as closeSync2, existsSync, openSync as openSync2, unlinkSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
var OPEN_FILES = "/proc/self/fd";
var PrivateTempFile = class {
  path;
  #name = join(tmpdir(), `keysieve-${randomBytes(12).toString("hex")}`);
  #descriptor;
  #hasName;
  /** @throws AccessError with the system's reason */
  constructor(kind) {
    try {
      this.#descriptor = openSync2(this.#name, "wx+", 384);
    } catch (error) {
      throw new AccessError(`cannot make a temp file in ${tmpdir()}: ${systemReason(error)}`);
    }
    const nameless = join(OPEN_FILES, `${this.#descriptor}`);
    const needsName = kind === "shared" && !existsSync(nameless);
    this.#hasName = needsName || !tryUnlink(this.#name);
    this.path = this.#hasName ? this.#name : nameless;
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
    if (this.#hasName) tryUnlink(this.#name);
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
      this.#file = new PrivateTempFile("own");
      for (const kept of this.#chunks) this.#file.append(kept);
      this.#chunks = [];
    }
    if (this.#file !== void 0) this.#file.append(chunk);
    else this.#chunks.push(chunk);
    this.#size += chunk.length;
  }
  /** All that was written. Ends the writing. */
  source() {
    this.#source ??= this.#file?.source() ?? new MemorySource(joined2(this.#chunks));
    this.#chunks = [];
    return this.#source;
  }
  close() {
    this.#file?.remove();
    this.#file = void 0;
    this.#chunks = [];
  }
};
function joined2(chunks) {
  return chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
}

// src/model/compare-text.ts
function compareText(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

// src/model/place.ts
var INNER2 = "!/";
var MAX_NAME_CHARACTERS2 = 1024;
function innerPath(outer, name) {
  if (name.length <= MAX_NAME_CHARACTERS2) return `${outer}${INNER2}${name}`;
  const half = MAX_NAME_CHARACTERS2 / 2;
  return `${outer}${INNER2}${name.slice(0, half)}…[${name.length - 2 * half} characters]…${name.slice(-half)}`;
}
function comparePlaces(a, b) {
  return compareText(a.path, b.path) || a.offset - b.offset || a.length - b.length;
}

// src/unpack/container.ts
var TAIL_BYTES = 66 << 10;

// src/unpack/ends.ts
function readEnds(source, headBytes) {
  const tailBytes = Math.min(TAIL_BYTES, source.size);
  return {
    head: source.read(0, Math.min(headBytes, source.size)),
    tail: source.read(source.size - tailBytes, tailBytes)
  };
}

// src/unpack/entries-of.ts
function entriesOf(container, source, cutBy, budget) {
  if (container.reads === "source") return container.entries(source, budget);
  return container.entries(cutBy === void 0 ? streamOf(source) : cutStream(source, cutBy), budget);
}
async function* cutStream(source, cutBy) {
  yield* streamOf(source);
  throw cutBy;
}

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
function walk({ path, source }, options2) {
  const gaps = new GapLedger((gap) => options2.onGap(gap));
  const walking = new Walker(options2, gaps).visitSource({ path, depth: 1, examinedBy: [] }, source);
  if (walking !== void 0) return walking.then(() => gaps.tellUntold(path));
  gaps.tellUntold(path);
  return void 0;
}
var HEAD_BYTES4 = 4 << 10;
var Walker = class {
  #options;
  #gaps;
  #headBytes;
  /** The budget of the whole artifact is spent: what is at hand is handed on, nothing more is opened. */
  #stopped = false;
  constructor(options2, gaps) {
    this.#options = options2;
    this.#gaps = gaps;
    let most = options2.headBytes ?? HEAD_BYTES4;
    for (const { headBytes } of options2.containers) if (headBytes > most) most = headBytes;
    this.#headBytes = most;
  }
  /** @returns undefined when it is done */
  visitSource(position, source) {
    const ends = this.#endsOf(position.path, source);
    if (ends === void 0) return void 0;
    const claims = this.#claims(position, ends.head);
    const tailClaims = () => this.#tailClaims(position, ends.tail);
    if (claims.length === 0 && tailClaims().length === 0) return this.#leaf({ path: position.path, source });
    return this.#visitContainer(position, source, { claims, tailClaims, head: ends.head });
  }
  async #visitContainer(position, source, {
    claims,
    tailClaims,
    head
  }) {
    const isOpened = await this.#openAll(position, claims, source) ?? await this.#openAll(position, tailClaims(), source) ?? false;
    if (!isOpened || this.#options.needsSource(head)) await this.#leaf({ path: position.path, source });
  }
  #endsOf(path, source) {
    try {
      return readEnds(source, this.#headBytes);
    } catch (error) {
      this.#report(path, error);
      return void 0;
    }
  }
  /** @returns true when one of `claims` could be opened, false when none may be, undefined when none could be */
  async #openAll(position, claims, source) {
    if (claims.length === 0) return void 0;
    if (!this.#mayOpen(position)) return false;
    let isOpened;
    for (const container of claims) {
      const entries3 = entriesOf(container, source, position.cutBy, this.#options.budget);
      if (await this.#open(position, container, entries3)) isOpened = true;
    }
    return isOpened;
  }
  /** @returns undefined when it is done */
  #visitEntry(position, entry) {
    const { budget } = this.#options;
    const whole = entry.whole?.();
    if (whole !== void 0 && whole.length <= SPOOL_MEMORY_BYTES && budget.takesEntryBytes(whole.length))
      return this.visitSource(position, new MemorySource(whole));
    const chunks = whole === void 0 ? entry.open() : streamOf(new MemorySource(whole));
    return this.#visitInput(position, new EntryInput(chunks, budget, (error) => this.#report(position.path, error)));
  }
  async #visitInput(position, input) {
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
    const entries3 = first.entries(input.chunks(), this.#options.budget);
    if (await this.#open(position, first, entries3, () => input.forget())) return;
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
  async #open({ path, depth, examinedBy }, container, entries3, onFirstEntry = () => {
  }) {
    const iterator = entries3[Symbol.asyncIterator]();
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
        if (!this.#takesEntry(path)) break;
        opened();
        const examined = item.isRemainder ? [...examinedBy, container] : [];
        const inner = { path: innerPath(path, item.name), depth: depth + 1, examinedBy: examined };
        const visiting = this.#visitEntry(inner, item);
        if (visiting !== void 0) await visiting;
      }
    } finally {
      await iterator.return?.();
    }
    return isOpened;
  }
  #takesEntry(path) {
    try {
      this.#options.budget.takeEntry();
      return true;
    } catch (error) {
      this.#report(path, error);
      return false;
    }
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
  /** @returns undefined when it is done */
  #leaf(leaf) {
    try {
      const visiting = this.#options.visit(leaf);
      return visiting?.catch((error) => this.#report(leaf.path, error));
    } catch (error) {
      this.#report(leaf.path, error);
      return void 0;
    }
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
function endsWith({ title }) {
  return `expected no archive at the end of a file this large, found a ${title} there: its bytes are scanned, but it was not opened; scan it as a file of its own`;
}

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

// src/engine/image-reader.ts
var MAX_READ_BYTES = 1 << 20;
var WINDOW_BYTES3 = 64 << 10;
var REGISTERS = /^(?:thread \d+|exception) registers/;
var ImageReader = class {
  survey;
  memory;
  knownKeys;
  registers;
  checkTime;
  tellIncomplete;
  #source;
  #byAddress;
  #window = new Uint8Array(0);
  #windowStart = 0;
  constructor(source, view, {
    survey,
    knownKeys,
    checkTime,
    tellIncomplete
  }) {
    this.#source = source;
    this.survey = survey;
    this.memory = view.memory;
    this.knownKeys = knownKeys;
    this.checkTime = checkTime;
    this.tellIncomplete = tellIncomplete;
    this.registers = view.regions.flatMap(
      ({ offset, length, name }) => name !== void 0 && REGISTERS.test(name) ? [{ offset, length, name }] : []
    );
    const placed = view.regions.filter(({ address }) => address !== void 0);
    this.#byAddress = placed.sort((a, b) => a.address < b.address ? -1 : a.address > b.address ? 1 : 0);
  }
  get size() {
    return this.#source.size;
  }
  read(offset, length) {
    const end = Math.min(this.size, offset + Math.min(length, MAX_READ_BYTES));
    if (!(offset >= 0 && offset < end)) return new Uint8Array(0);
    if (offset < this.#windowStart || end > this.#windowStart + this.#window.length) {
      this.#windowStart = Math.max(0, offset - (WINDOW_BYTES3 >> 3));
      const windowEnd = Math.min(this.size, Math.max(end, this.#windowStart + WINDOW_BYTES3));
      const bytes = this.#source.read(this.#windowStart, windowEnd - this.#windowStart);
      this.#window = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
    }
    return this.#window.subarray(offset - this.#windowStart, end - this.#windowStart);
  }
  offsetOf(address) {
    let low = 0;
    let high = this.#byAddress.length;
    while (low < high) {
      const middle = low + high >>> 1;
      if (this.#byAddress[middle].address <= address) low = middle + 1;
      else high = middle;
    }
    const region = this.#byAddress[low - 1];
    if (region === void 0) return void 0;
    const inside2 = address - region.address;
    return inside2 < BigInt(region.length) ? region.offset + Number(inside2) : void 0;
  }
};

// src/engine/image-search.ts
function searchImage(source, image, budget, part3) {
  const { path, view, survey, knownKeys, searches: searches2 } = image;
  const reader = new ImageReader(source, view, {
    ...{ survey, knownKeys, checkTime: () => budget.checkTime() },
    tellIncomplete: (reason) => part3.addGap({ path, code: "budget", message: reason })
  });
  part3.guard(path, () => {
    for (const search4 of searches2) {
      for (const match2 of search4.search(reader)) {
        const { offset, length } = match2;
        part3.addSighting({ detector: search4, match: match2, offset, length }, { path, ...locate2(view, offset) });
        budget.checkTime();
      }
    }
    return void 0;
  });
}

// src/views/begins-with.ts
function beginsWith(bytes, text4) {
  if (bytes.length < text4.length) return false;
  for (let index = 0; index < text4.length; index++) if (bytes[index] !== text4.charCodeAt(index)) return false;
  return true;
}
function beginsWithBrace(bytes) {
  let at = 0;
  while (at < bytes.length && (bytes[at] === 32 || bytes[at] >= 9 && bytes[at] <= 13)) at++;
  return bytes[at] === 123;
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
    return beginsWith(head, "AVML\0\0\0");
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
function layOut(claims, size2) {
  const sorted = [...claims].sort((a, b) => a.offset - b.offset);
  const regions = [];
  let end = 0;
  for (const claim of sorted) {
    const start = Math.max(claim.offset, end);
    const stop = Math.min(claim.offset + claim.length, size2);
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
  const offsetOf2 = (at2) => region.offset + Number(at2 - address);
  let at = region.offset;
  for (let index = firstEndingAbove(ranges, address); at < stop && pieces2.length < room; index++) {
    const range = ranges[index];
    if (range === void 0 || range.start >= stopAddress) break;
    const start = range.start <= address ? at : offsetOf2(range.start);
    const end = range.end >= stopAddress ? stop : offsetOf2(range.end);
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
function cutOff(format, claims, size2) {
  let missing = 0;
  let end = size2;
  for (const { offset, length } of claims) {
    if (offset + length <= size2) continue;
    missing++;
    end = Math.max(end, offset + length);
  }
  if (missing === 0) return [];
  const message = `${format}: expected ${end} bytes by its own tables, but the file ends at ${size2}, so ${missing} of ${claims.length} parts are cut off or missing; write the dump again without a size limit`;
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
      const content = at + 12 + padded4(nameBytes, alignment);
      if (content + length > end) this.notes.damage ??= `the note at offset ${at} reaches behind its segment`;
      if (content > end) return;
      const owner = nameBytes > 0 && nameBytes <= 32 ? this.#fields.text(at + 12, nameBytes) : "";
      this.#add(owner, type, content, length);
      at = content + padded4(length, alignment);
    }
  }
  #add(owner, type, offset, length) {
    const known4 = owner === "CORE" || owner === "LINUX" || owner === "FreeBSD";
    if (known4 && type === NT_PRSTATUS) this.#addThread(owner, offset, length);
    if (owner === "CORE" && type === NT_AUXV && !this.#sawAuxiliary) this.#readAuxiliary(offset, length);
    if (owner === "CORE" && type === NT_FILE && !this.#sawFiles) this.#readFiles(offset, length);
    if (length === 0) return;
    const name = known4 ? this.#nameOf(owner, type) : `note ${owner || "(no owner)"}`;
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
    const pairs3 = Math.min(Math.floor(length / pairBytes), MAX_AUXILIARY_PAIRS);
    for (let index = 0; index < pairs3; index++) {
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
    const entries3 = Array.from({ length: count }, (_, index) => {
      const entry = offset + 2 * word + index * 3 * word;
      return {
        start: this.#word(entry),
        end: this.#word(entry + word),
        fileOffset: this.#word(entry + 2 * word) * pageBytes
      };
    });
    const bases = new ModuleBases();
    let path = offset + 2 * word + count * 3 * word;
    for (const { start, end: stop, fileOffset } of entries3) {
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
function padded4(length, alignment) {
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
  const known4 = [...bss(nameless, spans, notes.files), ...systemSpans(nameless, notes)];
  const heap = findHeap(nameless, known4, notes);
  return nameByAddress(nameByAddress(regions, ranges), heap === void 0 ? known4 : [...known4, heap]);
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
function findHeap(nameless, known4, notes) {
  const entry = notes.auxiliary.get(AT_ENTRY);
  if (entry === void 0) return void 0;
  const program = notes.files.find(({ start, end }) => start <= entry && entry < end);
  if (program?.moduleBase === void 0) return void 0;
  const inProgram = (file) => file.name === program.name && file.moduleBase === program.moduleBase;
  const programEnd = notes.files.findLast(inProgram).end;
  const taken = new Set(known4.map(({ start }) => start));
  const heap = nameless.find(({ start, writable }) => start >= programEnd && writable && !taken.has(start));
  const nextFile = notes.files.find(({ start }) => start >= programEnd);
  if (heap === void 0 || heap.start - programEnd > MAX_HEAP_DISTANCE) return void 0;
  if (nextFile !== void 0 && nextFile.start < heap.start) return void 0;
  return { start: heap.start, end: heap.end, name: "[heap]" };
}

// src/views/elf-segments.ts
var PN_XNUM = 65535;
var PF_W = 2;
function readHeader2(fields, wordBytes) {
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
    writable: (fields.u32(at + 4) & PF_W) !== 0,
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
    writable: (fields.u32(at + 24) & PF_W) !== 0,
    // 24  4  p_flags
    alignment: fields.u32(at + 28)
    // 28  4  p_align
  };
}

// src/views/fields.ts
var WINDOW_BYTES4 = 16 << 10;
var DECODER = new TextDecoder();
var Fields = class {
  source;
  littleEndian;
  #window;
  #view;
  #start = 0;
  #filled = 0;
  constructor(source, littleEndian2) {
    this.source = source;
    this.littleEndian = littleEndian2;
    this.#window = new Uint8Array(Math.min(WINDOW_BYTES4, source.size));
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
function inside(mapping, size2) {
  const { address, offset } = mapping;
  return offset < size2 ? [{ address, offset, length: Math.min(mapping.length, size2 - offset) }] : [];
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
    return openCore(fields, readHeader2(fields, head[4] === 2 ? 8 : 4));
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
  const named2 = physical ? memory : nameProcessMemory(memory, segments, notes);
  const cut = cutOff(FORMAT, [table, ...claims, ...notes.regions], fields.size);
  return {
    id: elfCore.id,
    regions: overlay(named2, layOut(notes.regions, fields.size)),
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
  return { offset, length, address: segment.virtualAddress, ...segment.writable ? {} : { isReadOnly: true } };
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
    if (head.length < 32 || !SIGNATURES3.some((signature) => beginsWith(head, signature))) return false;
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
    if (!beginsWith(head, MAGIC)) return false;
    const text4 = Buffer.from(head.subarray(0, MAGIC.length + 2)).toString("latin1");
    return /^JAVA PROFILE 1\.0\.[123]\0$/.test(text4);
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
var HEADER_BYTES5 = 31;
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
    { offset: 0, length: HEADER_BYTES5, name: "header" }
  ];
  const { size: size2 } = fields;
  let at = HEADER_BYTES5;
  for (let count = 0; at + 9 <= size2; count++) {
    if (count === MAX_RECORDS || claims.length > MAX_HPROF_REGIONS) return stopped(claims, size2, at, "unsupported");
    const tag = fields.u8(at);
    const length = fields.u32(at + 5);
    const name = RECORDS.get(tag);
    if (name === void 0) return stopped(claims, size2, at, "damaged");
    const bytes = tag === HEAP_DUMP && length === 0 ? size2 - at : 9 + length;
    const last = claims.at(-1);
    if (last?.name === name) last.length += bytes;
    else claims.push({ offset: at, length: bytes, name });
    at += bytes;
  }
  if (at < size2) claims.push({ offset: at, length: 9, name: "record" });
  const cut = cutOff(FORMAT2, claims, size2);
  return { regions: layOut(claims, size2), troubles: cut.length > 0 ? cut : unfinished(claims, size2) };
}
function unfinished(claims, size2) {
  const has = (wanted) => claims.some(({ name }) => name === RECORDS.get(wanted));
  if (!has(HEAP_DUMP_SEGMENT) || has(HEAP_DUMP_END)) return [];
  const message = `${FORMAT2}: expected a heap dump end record behind the segments, but the file ends at ${size2}; write the dump again`;
  return [{ code: "damaged", message }];
}
function stopped(claims, size2, at, code) {
  const expected = code === "damaged" ? "a known record tag" : "the end of the records";
  const message = `${FORMAT2}: expected ${expected} at offset ${at}, found another record; the bytes from there are scanned without names`;
  return { regions: layOut(claims, size2), troubles: [{ code, message }] };
}

// src/views/kdump.ts
var MAGICS2 = ["KDUMP   ", "DISKDUMP", "makedumpfile\0\0\0\0"];
var kdump = {
  id: "kdump",
  title: "kdump and makedumpfile dump of a Linux kernel (recognised, not read)",
  headBytes: 16,
  sniff(head) {
    return MAGICS2.some((magic) => beginsWith(head, magic));
  },
  open() {
    const advice = "dump with makedumpfile -E, which writes an ELF core, and scan that";
    return unreadView(kdump.id, `kdump: its pages are compressed one by one, which is not read; ${advice}`);
  }
};

// src/views/lime.ts
var FORMAT3 = "LiME image";
var MAGIC2 = 1281969477;
var HEADER_BYTES6 = 32;
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
    if (at + HEADER_BYTES6 > fields.size) return { claims, troubles: [damaged3(at, `the file ends at ${fields.size}`)] };
    const known4 = fields.u32(at) === MAGIC2 && fields.u32(at + 4) === 1;
    if (!known4) return { claims, troubles: [damaged3(at, "something else stands there")] };
    const address = fields.u64(at + 8);
    const last = fields.u64(at + 16);
    if (last < address) return { claims, troubles: [damaged3(at, "its last address is below its first")] };
    const offset = at + HEADER_BYTES6;
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
    const entries3 = fields.size64(note.offset + 8);
    const entryBytes = fields.u32(note.offset + 16);
    if (fields.u32(note.offset) !== 1 || entryBytes < 48) return [];
    for (let index = 0; index < count; index++) addImage(fields, entries3 + index * entryBytes, ends, names);
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
    return headerOf2(head) !== void 0;
  },
  open(source) {
    const header = headerOf2(source.read(0, Math.min(machoCore.headBytes, source.size)));
    if (header === void 0) throw new FormatError(`${FORMAT4}: expected a Mach-O header with file type 4 (MH_CORE)`);
    return readCore(new Fields(source, header.littleEndian), header.wordBytes);
  }
};
function headerOf2(head) {
  if (head.length < 16) return void 0;
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  for (const littleEndian2 of [true, false]) {
    const magic = view.getUint32(0, littleEndian2);
    if (magic !== 4277009102 && magic !== 4277009103) continue;
    if (view.getUint32(12, littleEndian2) !== MH_CORE) return void 0;
    return { littleEndian: littleEndian2, wordBytes: magic === 4277009103 ? 8 : 4 };
  }
  return void 0;
}
function readCore(fields, wordBytes) {
  const { size: size2 } = fields;
  const processor = fields.u32(4);
  const count = fields.u32(16);
  const commandBytes = fields.u32(20);
  const start = wordBytes === 8 ? 32 : 28;
  const commands = readCommands(fields, start, Math.min(start + commandBytes, size2));
  const segments = commands.flatMap((command) => readSegment(fields, command));
  const { registers, stackPointers } = readThreads(fields, processor, commands.filter(isThread));
  const notes = commands.flatMap((command) => readNote(fields, command));
  const stacks = nameStacks(sortSpans(segments), stackPointers);
  const memory = segments.filter(({ length }) => length > 0);
  const claims = memory.map(({ offset, length, address }) => ({ offset, length, address }));
  const named2 = [stacks, readImageNames(fields, notes, segments)].reduce(nameByAddress, layOut(claims, size2));
  const details = layOut([...notes, ...registers], size2);
  const table = [{ offset: start, length: commandBytes }];
  return {
    id: machoCore.id,
    regions: overlay(named2, details),
    memory: new MappedMemory(fields.source, claims, { pointerBytes: wordBytes, littleEndian: fields.littleEndian }),
    troubles: [
      ...cutOff(FORMAT4, [...table, ...claims, ...notes, ...registers], size2),
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
var NAMES2 = /* @__PURE__ */ new Map([
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
  return NAMES2.get(type) ?? `stream 0x${type.toString(16)}`;
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
  const entries3 = entriesOf2(stream, count, 16);
  return Array.from({ length: count }, (_, index) => readMemoryDescriptor(fields, entries3 + index * 16)).filter(
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
  const entries3 = entriesOf2(stream, count, entryBytes);
  return Array.from({ length: count }, (_, index) => {
    const at = entries3 + index * entryBytes;
    const stack = readMemoryDescriptor(fields, at + 24);
    const registers = readLocation(fields, at + 40);
    const thread = `thread ${index + 1}`;
    return {
      ...stack.length === 0 ? {} : { stack: { ...stack, name: `${thread} stack` } },
      ...isEmpty2(registers) ? {} : { registers: { ...registers, name: `${thread} registers` } }
    };
  });
}
function readExceptionRegisters(fields, stream) {
  const registers = readLocation(fields, stream.offset + 160);
  return isEmpty2(registers) ? [] : [{ ...registers, name: "exception registers" }];
}
function readLocation(fields, at) {
  return {
    length: fields.u32(at),
    //  0  4  DataSize
    offset: fields.u32(at + 4)
    //  4  4  Rva
  };
}
function isEmpty2({ offset, length }) {
  return offset === 0 || length === 0;
}

// src/views/minidump-crashpad.ts
var MAX_ANNOTATIONS = 4096;
var MAX_KEY_BYTES = 256;
function readCrashpadAnnotations(fields, stream) {
  const reader = new AnnotationReader(fields);
  reader.addList(stream.offset + 36, SIMPLE);
  const modules = readLocation(fields, stream.offset + 44);
  const count = isEmpty2(modules) ? 0 : Math.min(fields.u32(modules.offset), MAX_ANNOTATIONS);
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
  #add(keyAt2, valueAt) {
    const fields = this.#fields;
    const keyBytes = Math.min(fields.u32(keyAt2), MAX_KEY_BYTES, fields.size - keyAt2 - 4);
    const name = `Crashpad annotation ${fields.text(keyAt2 + 4, keyBytes)}`;
    const length = fields.u32(valueAt);
    if (length > 0) this.regions.push({ offset: valueAt + 4, length, name });
  }
};

// src/views/minidump-names.ts
var MAX_NAME_BYTES3 = 2048;
var MAX_MODULES = 1 << 16;
var MAX_MAPS_BYTES = 16 << 20;
function readModules(fields, stream) {
  const count = checkedCount(fields.u32(stream.offset), stream, 108, MAX_MODULES);
  const entries3 = entriesOf2(stream, count, 108);
  const modules = Array.from({ length: count }, (_, index) => {
    const at = entries3 + index * 108;
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
  const length = Math.min(fields.u32(at), MAX_NAME_BYTES3, fields.size - at - 4);
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
  const text4 = Buffer.from(fields.source.read(Math.min(stream.offset, fields.size), length)).toString("utf8");
  const bases = new ModuleBases();
  const ranges = [];
  for (const line2 of text4.split("\n")) {
    if (ranges.length >= MAX_REGIONS) break;
    const [, from, to, fileOffset, path] = MAPS_LINE.exec(line2.slice(0, 5e3)) ?? [];
    if (from === void 0 || to === void 0 || path === void 0) continue;
    const [start, end, name] = [BigInt(`0x${from}`), BigInt(`0x${to}`), path.slice(0, MAX_NAME_BYTES3)];
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
    if (beginsWith(head, "MDMP")) return head[4] === 147 && head[5] === 167;
    return beginsWith(head, "PMDM") && head[6] === 167 && head[7] === 147;
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
  function list2(type, read2) {
    const stream = streams.find((candidate) => candidate.type === type);
    if (stream === void 0) return [];
    try {
      return read2(fields, stream);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      const message = `${FORMAT5}: stream "${streamName(type)}": ${error.message}`;
      troubles.push({ code: error.code, message });
      return [];
    }
  }
  const { size: size2 } = fields;
  const threads = [...list2(StreamType.threadList, readThreads2), ...list2(StreamType.threadExList, readThreads2)];
  const stacks = threads.flatMap(({ stack }) => stack ?? []);
  const writtenStacks = stacks.filter(({ offset }) => offset > 0);
  const parts = [...list2(StreamType.memoryList, readMemoryList), ...list2(StreamType.memory64List, readMemory64List)];
  const details = [
    ...threads.flatMap(({ registers }) => registers ?? []),
    ...list2(StreamType.exception, readExceptionRegisters),
    ...list2(StreamType.crashpadInfo, readCrashpadAnnotations)
  ];
  const named2 = streams.filter(({ length }) => length > 0).map(({ type, offset, length }) => ({ offset, length, name: streamName(type) }));
  const names = [
    stacks.map(({ address, length, name }) => ({ start: address, end: address + BigInt(length), name })),
    list2(StreamType.moduleList, readModules),
    list2(StreamType.linuxMaps, readLinuxMaps),
    list2(StreamType.memoryInfoList, readMemoryInfo)
  ];
  const memory = names.reduce(nameByAddress, overlay(layOut(parts, size2), layOut(writtenStacks, size2)));
  const [pointerBytes] = list2(StreamType.systemInfo, (_, { offset }) => [pointerBytesOf(fields.u16(offset))]);
  return {
    id: minidump.id,
    regions: overlay(overlay(layOut(named2, size2), memory), layOut(details, size2)),
    memory: new MappedMemory(fields.source, [...parts, ...writtenStacks], {
      pointerBytes,
      littleEndian: fields.littleEndian
    }),
    troubles: [...troubles, ...cutOff(FORMAT5, [...named2, ...parts, ...writtenStacks, ...details], size2)]
  };
}

// src/views/json-sections.ts
var CHUNK_BYTES3 = 64 << 10;
var MAX_SECTIONS = 1e3;
var MAX_KEY_BYTES2 = 256;
var QUOTE4 = 34;
var COMMA3 = 44;
var COLON2 = 58;
var BACKSLASH4 = 92;
function jsonSections(source, maxBytes) {
  const scanner = new SectionScanner();
  const end = Math.min(source.size, maxBytes);
  const buffer = new Uint8Array(Math.min(CHUNK_BYTES3, end));
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
    else if (byte === BACKSLASH4) this.#escaped = true;
    else if (byte === QUOTE4) this.#inString = false;
    else if (this.#open === void 0 && this.#keyBytes < MAX_KEY_BYTES2) this.#key[this.#keyBytes++] = byte;
  }
  #takeOutside(byte, at) {
    if (byte === QUOTE4) {
      this.#inString = true;
      if (this.#open === void 0) this.#keyBytes = 0;
    } else if (byte === 123 || byte === 91) this.#depth++;
    else if (byte === 125 || byte === 93) this.#leave(at);
    else if (this.#depth === 1 && byte === COLON2 && this.#open === void 0) {
      const key = new TextDecoder().decode(this.#key.subarray(0, this.#keyBytes));
      this.#open = { key, offset: at + 1 };
    } else if (this.#depth === 1 && byte === COMMA3) this.#endSection(at);
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
var MAX_BYTES5 = 64 << 20;
var nodeReport = {
  id: "node-report",
  title: "Node.js diagnostic report",
  headBytes: 128,
  sniff(head) {
    if (!beginsWithBrace(head)) return false;
    const text4 = Buffer.from(head.subarray(0, nodeReport.headBytes)).toString("latin1");
    return /^\s*\{\s*"header"\s*:\s*\{\s*"reportVersion"\s*:/.test(text4);
  },
  open(source) {
    const head = source.read(0, Math.min(nodeReport.headBytes, source.size));
    if (!nodeReport.sniff(head)) throw new FormatError('diagnostic report: expected {"header": {"reportVersion": …');
    const found = jsonSections(source, MAX_BYTES5);
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
function troublesOf({ complete }, size2) {
  if (complete || size2 > MAX_BYTES5) return [];
  const message = `diagnostic report: expected the end of the JSON object, but the file ends at ${size2}`;
  return [{ code: "damaged", message }];
}

// src/views/v8-heap-snapshot.ts
var FORMAT6 = "V8 heap snapshot";
var STRINGS2 = '"strings":[';
var CHUNK_BYTES4 = 1 << 20;
var v8HeapSnapshot = {
  id: "v8-heap-snapshot",
  title: "V8 heap snapshot (Node.js, Chrome)",
  headBytes: 64,
  sniff(head) {
    if (!beginsWithBrace(head)) return false;
    const text4 = Buffer.from(head.subarray(0, v8HeapSnapshot.headBytes)).toString("latin1");
    return /^\s*\{\s*"snapshot"\s*:\s*\{\s*"meta"\s*:/.test(text4);
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
    this.#regions ??= findStrings2(this.#source);
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
function findStrings2(source) {
  const overlap = STRINGS2.length - 1;
  const buffer = Buffer.alloc(Math.min(CHUNK_BYTES4, source.size));
  for (let at = 0; at < source.size; at += buffer.length - overlap) {
    const chunk = buffer.subarray(0, Math.min(buffer.length, source.size - at));
    source.readInto(chunk, at);
    const index = chunk.indexOf(STRINGS2);
    const offset = at + index + STRINGS2.length;
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
var CHUNK_BYTES5 = 64 << 10;
function readBitmap(fields, header) {
  const firstPage = fields.size64(header + 32);
  const bits = fields.size64(header + 48);
  const bitmap = header + 56;
  const pages = new PageList(firstPage);
  const end = Math.min(bitmap + Math.ceil(bits / 8), firstPage, bitmap + MAX_BITMAP_BYTES, fields.size);
  const buffer = new Uint8Array(Math.max(0, Math.min(CHUNK_BYTES5, end - bitmap)));
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
function cutTable(what, end, size2) {
  if (end <= size2) return [];
  const message = `${FORMAT7}: expected the ${what} to end at offset ${end}, but the file ends at ${size2}`;
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
    return beginsWith(head, "PAGEDU64") || beginsWith(head, "PAGEDUMP");
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
    const { size: size2 } = source;
    const header = [{ offset: 0, length: layout.headerBytes, name: "dump header" }];
    return {
      id: windowsDump.id,
      regions: overlay(overlay(layOut(header, size2), layOut(details, size2)), layOut(memory, size2)),
      memory: new MappedMemory(source, memory, { littleEndian: true }),
      troubles: [...troubles, ...cutOff(FORMAT8, [...header, ...memory], size2)]
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

// src/engine/open-view.ts
var VIEW_HEAD_BYTES = Math.max(0, ...viewReaders.map(({ headBytes }) => headBytes));
function readerFor(head) {
  return viewReaders.find((reader) => reader.sniff(head));
}
function openView(source, path, part3) {
  const reader = readerFor(source.read(0, Math.min(VIEW_HEAD_BYTES, source.size)));
  if (reader === void 0) return void 0;
  try {
    const view = reader.open(source);
    part3?.addFormat(reader.id);
    for (const trouble of view.troubles) part3?.addGap({ path, ...trouble });
    return view;
  } catch (error) {
    part3?.addError(path, error);
    if (part3 === void 0 && !(error instanceof KeysieveError)) throw error;
    return void 0;
  }
}

// src/model/finding.ts
var MAX_PLACES = 1e3;

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
  add(claim, place3) {
    const group = this.#groups.get(claim.fingerprint);
    if (group === void 0) {
      this.#groups.set(claim.fingerprint, { claim, claimPlace: place3, places: [place3], surplus: 0 });
      if (this.#groups.size >= 2 * MAX_FINDINGS) this.#dropMildest();
      return;
    }
    if (speaksBefore(claim, place3, group)) Object.assign(group, { claim, claimPlace: place3 });
    group.places.push(place3);
    if (group.places.length >= 2 * MAX_KEPT_PLACES) thin(group);
  }
  /** Findings that another collector made of another part of the same artifact. */
  merge(finding) {
    for (const place3 of finding.places) this.add(finding, place3);
    const group = this.#groups.get(finding.fingerprint);
    if (group !== void 0) group.surplus += finding.count - finding.places.length;
  }
  /** Sorted by place. `limit` is how many places each finding carries at most. */
  findings(artifact, limit = MAX_PLACES) {
    if (this.#groups.size > MAX_FINDINGS) this.#dropMildest();
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
    return findings.sort((a, b) => comparePlaces(a, b) || compareText(a.fingerprint, b.fingerprint));
  }
  #dropMildest() {
    const ranked = [...this.#groups].sort(([, a], [, b]) => compareClaims(a.claim, b.claim));
    this.#groups = new Map(ranked.slice(0, MAX_FINDINGS));
    this.#overflow = true;
  }
};
function compareClaims(a, b) {
  return rank(SEVERITIES, a.severity) - rank(SEVERITIES, b.severity) || rank(CONFIDENCES, a.confidence) - rank(CONFIDENCES, b.confidence) || compareText(a.fingerprint, b.fingerprint);
}
function speaksBefore(claim, place3, group) {
  const order = rank(CONFIDENCES, claim.confidence) - rank(CONFIDENCES, group.claim.confidence) || rank(SEVERITIES, claim.severity) - rank(SEVERITIES, group.claim.severity) || comparePlaces(place3, group.claimPlace);
  return order < 0 || order === 0 && claim.rule < group.claim.rule;
}
function withoutNested(places) {
  const sorted = [...places].sort((a, b) => compareText(a.path, b.path) || a.offset - b.offset || b.length - a.length);
  const kept = [];
  for (const place3 of sorted) {
    const outer = kept.at(-1);
    const nested = outer?.path === place3.path && place3.offset + place3.length <= outer.offset + outer.length;
    if (!nested) kept.push(place3);
  }
  return kept;
}
function thin(group) {
  const kept = withoutNested(group.places);
  group.surplus += Math.max(0, kept.length - MAX_KEPT_PLACES);
  group.places = kept.slice(0, MAX_KEPT_PLACES);
}

// src/engine/note-book.ts
var MAX_NOTES = 1e4;
var NoteBook = class {
  #notes = /* @__PURE__ */ new Map();
  add(note) {
    const key = `${note.spkiSha256} ${note.fact}`;
    const earlier = this.#notes.get(key);
    if (earlier !== void 0 && !standsBefore(note, earlier)) return;
    this.#notes.set(key, note);
    if (this.#notes.size >= 2 * MAX_NOTES) this.#notes = new Map(this.#smallest());
  }
  /** At most MAX_NOTES. */
  notes() {
    return this.#smallest().map(([, note]) => note);
  }
  /** Findings of private keys, each with a fact of the kind of each note of the same key. What a finding says itself stays. */
  join(findings) {
    const ofKey = /* @__PURE__ */ new Map();
    for (const note of this.notes()) ofKey.set(note.spkiSha256, [...ofKey.get(note.spkiSha256) ?? [], note]);
    return findings.map((finding) => {
      const notes = ofKey.get(finding.facts.spkiSha256) ?? [];
      const more = notes.map(({ fact, facts, path }) => [fact, { ...facts, seenAt: path }]);
      return notes.length === 0 ? finding : { ...finding, facts: { ...Object.fromEntries(more), ...finding.facts } };
    });
  }
  #smallest() {
    return [...this.#notes].sort(([a], [b]) => compareText(a, b)).slice(0, MAX_NOTES);
  }
};
function knownKeysOf2(notes) {
  return notes.flatMap(({ spki: spki2, spkiSha256 }) => spki2 === void 0 ? [] : [{ spki: spki2, spkiSha256, origin: "seen" }]);
}
function standsBefore(a, b) {
  return a.path === b.path ? a.offset < b.offset : a.path < b.path;
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
  // Made when they are needed: of most files there is nothing to write down.
  #collector;
  #noteBook;
  #gaps = [];
  #formats;
  constructor(path) {
    this.path = path;
  }
  addGap(gap) {
    this.#gaps.push(gap);
  }
  /** Whether there is nothing to say but that all bytes were read. */
  get isQuiet() {
    const isEmpty3 = this.#gaps.length === 0 && !this.#collector && !this.#noteBook && !this.#formats;
    return isEmpty3 && this.entries === 0 && this.sha256 === void 0 && this.scannedBytes === this.size;
  }
  addFormat(id) {
    this.#formats ??= {};
    this.#formats[id] = (this.#formats[id] ?? 0) + 1;
  }
  /** @param offset where the match lies in what `where` names */
  addSighting({ detector, match: match2, offset, length }, where) {
    const { facts, fingerprint, preview } = match2;
    const claim = {
      rule: detector.id,
      title: match2.title ?? detector.title,
      severity: match2.severity ?? detector.severity,
      confidence: match2.confidence ?? detector.confidence,
      ...{ fingerprint, preview, facts }
    };
    const form = typeof facts.form === "string" ? { form: facts.form } : {};
    this.#collector ??= new Collector();
    this.#collector.add(claim, { ...where, offset, length, ...form });
  }
  addTestimony({ spkiSha256, spki: spki2, fact, facts, offset }, path) {
    this.#noteBook ??= new NoteBook();
    this.#noteBook.add({ spkiSha256, ...spki2 && { spki: spki2 }, fact, facts, path, offset });
  }
  /** Public keys that were told of so far. */
  get knownKeys() {
    return knownKeysOf2(this.#noteBook?.notes() ?? []);
  }
  /** A foreseen error becomes a gap at `path`. @throws whatever is not foreseen: a bug keeps its stack */
  addError(path, error) {
    if (!(error instanceof FormatError || error instanceof BudgetError || error instanceof AccessError)) throw error;
    this.addGap({ path, code: error.code, message: error.message });
  }
  /** @returns undefined when the work is done */
  guard(path, work) {
    try {
      return work()?.catch((error) => this.addError(path, error));
    } catch (error) {
      this.addError(path, error);
      return void 0;
    }
  }
  /** @param extent of a whole artifact, notes without a finding they could belong to are forgotten */
  finish(extent) {
    const findings = this.#collector?.findings(this.path) ?? [];
    const needed = extent === "range" || findings.some(({ facts }) => facts.spkiSha256 !== void 0);
    if (this.#collector?.overflow) this.addGap(tooManyFindings(this.path));
    return {
      path: this.path,
      size: this.size,
      ...this.sha256 === void 0 ? {} : { sha256: this.sha256 },
      entries: this.entries,
      scannedBytes: this.scannedBytes,
      findings,
      notes: needed && this.#noteBook?.notes() || [],
      gaps: this.#gaps,
      formats: this.#formats ?? {}
    };
  }
};

// src/engine/lines.ts
var LF = 10;
var CHUNK_BYTES6 = 1 << 20;
var TEXT_SAMPLE_BYTES = 4096;
var MAX_TEXT_BYTES2 = 256 << 20;
function linesOf(source, offsets) {
  const last = offsets.at(-1);
  if (last === void 0 || last > MAX_TEXT_BYTES2 || !looksLikeText(source)) return [];
  const found = [];
  let line2 = 1;
  let lineStart2 = 0;
  for (let base = 0; found.length < offsets.length; base += CHUNK_BYTES6) {
    const chunk = Buffer.from(source.read(base, Math.min(CHUNK_BYTES6, source.size - base)));
    for (let at = 0; ; ) {
      const feed = chunk.indexOf(LF, at);
      const lineEnd = feed < 0 ? base + chunk.length : base + feed + 1;
      while (found.length < offsets.length && offsets[found.length] < lineEnd) {
        found.push({ line: line2, column: offsets[found.length] - lineStart2 + 1 });
      }
      if (feed < 0 || found.length === offsets.length) break;
      line2++;
      lineStart2 = lineEnd;
      at = feed + 1;
    }
  }
  return found;
}
function looksLikeText(source) {
  return !source.read(0, Math.min(TEXT_SAMPLE_BYTES, source.size)).includes(0);
}

// src/kernel/machine.ts
var PAGE_BYTES3 = 1 << 16;
var HIT_BYTES = 8;
var MIN_HIT_BUFFER_BYTES = 1 << 17;
var MARGIN_BYTES2 = 512;
var MAX_WINDOW_BYTES = 1 << 30;
function openMachine(plan, windowBytes) {
  if (!Number.isInteger(windowBytes) || windowBytes < 0 || windowBytes > MAX_WINDOW_BYTES)
    throw new UsageError(`kernel window: 0 to ${MAX_WINDOW_BYTES} bytes expected, found ${windowBytes}; ask for fewer`);
  const mostHitBytes = plan.mostHitsPerCheck * HIT_BYTES;
  const hitsAt = alignUp(PAIRS + plan.tables.length, 64);
  const hitsEnd = hitsAt + Math.max(MIN_HIT_BUFFER_BYTES, alignUp(mostHitBytes, 64));
  const windowAt2 = alignUp(hitsEnd + MARGIN_BYTES2, PAGE_BYTES3);
  const pages = Math.ceil((windowAt2 + windowBytes + MARGIN_BYTES2) / PAGE_BYTES3);
  const memory = new webAssembly.Memory({ initial: pages });
  new Uint8Array(memory.buffer).set(plan.tables, PAIRS);
  const { exports } = new webAssembly.Instance(plan.module, { env: { memory } });
  return { exports, buffer: memory.buffer, hitsAt, hitsEnd, windowAt: windowAt2, windowBytes, mostHitBytes };
}
function alignUp(value, unit) {
  return Math.ceil(value / unit) * unit;
}
function rangeOf({ windowAt: windowAt2, windowBytes }, start, end, limit) {
  const dataEnd = Math.min(limit, windowBytes);
  const stop = Math.min(end, dataEnd);
  if (!(start >= 0 && start < stop)) return void 0;
  return [windowAt2 + start, windowAt2 + stop, windowAt2 + dataEnd, windowAt2];
}

// src/kernel/memory-survey.ts
function surveyMemory({ machine }, start, end, limit, phase) {
  const { exports, buffer, hitsAt, hitsEnd } = machine;
  const range = rangeOf(machine, start, end, limit);
  if (!range) return surveyOf([]);
  exports.beginSurvey(...range, phase);
  const parts = [];
  do {
    const foundEnd = exports.resumeSurvey(hitsAt, hitsEnd);
    parts.push(new Uint32Array(buffer.slice(hitsAt, foundEnd)));
  } while (exports.moreSurvey() !== 0);
  return surveyOf(parts);
}
function surveyOf(parts) {
  const runs = new Uint32Array(parts.reduce((sum, part3) => sum + part3.length, 0));
  const structures = [[], [], []];
  let filled = 0;
  for (const part3 of parts) {
    for (let at = 0; at < part3.length; at += 2) {
      const what = part3[at + 1];
      if (what < 8) structures[what - 1].push(part3[at]);
      else {
        runs[filled++] = part3[at];
        runs[filled++] = what;
      }
    }
  }
  const [bignums, edwardsKeys, slices] = structures.map((starts) => Uint32Array.from(starts));
  return { runs: runs.subarray(0, filled), bignums, edwardsKeys, slices };
}

// src/engine/surveyor.ts
var MOST_SURVEYED = 1 << 18;
var SURVEY_IS_FULL = `more than ${MOST_SURVEYED} places look like keys or like structures around them; keys that are numbers are looked for in the first of them only`;
var KINDS2 = ["bignums", "edwardsKeys", "slices"];
var Surveyor = class {
  #stretches;
  #runs = [];
  #structures = { bignums: [], edwardsKeys: [], slices: [] };
  #isFull = false;
  constructor(view) {
    this.#stretches = stretchesOf(view.regions);
  }
  /** Whether more was seen than is kept. */
  get isFull() {
    return this.#isFull;
  }
  survey(kernel, { base, start, end, limit }) {
    for (let index = this.#firstEndingBehind(base + start); index < this.#stretches.length; index++) {
      const stretch = this.#stretches[index];
      if (stretch.start >= base + end) break;
      const from = Math.max(start, stretch.start - base);
      const to = Math.min(end, stretch.end - base);
      if (from >= to) continue;
      const phase = ((stretch.phase - base) % 8 + 8) % 8;
      const found = surveyMemory(kernel, from, to, Math.min(limit, stretch.end - base), phase);
      for (let at = 0; at < found.runs.length; at += 2) {
        if (this.#runs.length >= 2 * MOST_SURVEYED) this.#isFull = true;
        else addRun(this.#runs, base + found.runs[at], found.runs[at + 1]);
      }
      for (const kind of KINDS2) for (const at of found[kind]) this.#add(this.#structures[kind], base + at);
    }
  }
  /** A dump may have a quarter of a million regions, and has thousands of windows. */
  #firstEndingBehind(offset) {
    let low = 0;
    let high = this.#stretches.length;
    while (low < high) {
      const middle = low + high >>> 1;
      if (this.#stretches[middle].end > offset) high = middle;
      else low = middle + 1;
    }
    return low;
  }
  finish() {
    const { bignums, edwardsKeys, slices } = this.#structures;
    return surveyOf2({ runs: this.#runs, bignums, edwardsKeys, slices });
  }
  #add(list2, value) {
    if (list2.length >= MOST_SURVEYED) this.#isFull = true;
    else list2.push(value);
    return !this.#isFull;
  }
};
function addRun(runs, offset, length) {
  const last = runs.length - 2;
  if (last >= 0 && runs[last] + runs[last + 1] >= offset)
    runs[last + 1] = Math.max(runs[last + 1], offset + length - runs[last]);
  else runs.push(offset, length);
}
function surveyOf2(lists) {
  return {
    runs: Float64Array.from(lists.runs),
    bignums: Float64Array.from(lists.bignums),
    edwardsKeys: Float64Array.from(lists.edwardsKeys),
    slices: Float64Array.from(lists.slices)
  };
}
function stretchesOf(regions) {
  const stretches = [];
  for (const { offset, length, isReadOnly, moduleBase, address = 0n } of regions) {
    if (isReadOnly && moduleBase !== void 0) continue;
    const phase = ((offset - Number(address & 7n)) % 8 + 8) % 8;
    const last = stretches.at(-1);
    if (last !== void 0 && last.end === offset && last.phase === phase) last.end = offset + length;
    else stretches.push({ start: offset, end: offset + length, phase });
  }
  return stretches;
}

// src/engine/scan-extent.ts
function scanExtent(scanner, source, extent, budget, part3) {
  const { path, start, end, view } = extent;
  const sightings = [];
  const surveyor = view && new Surveyor(view);
  part3.guard(path, () => {
    scanner.scanSource(source, start, end, {
      memory: view?.memory ?? NO_MEMORY,
      onSighting: (sighting) => void sightings.push(sighting),
      onTestimony: (testimony) => part3.addTestimony(testimony, path),
      ...surveyor && { surveyor },
      checkTime: () => budget.checkTime()
    });
    part3.scannedBytes += end - start;
    return void 0;
  });
  if (surveyor?.isFull) part3.addGap({ path, code: "budget", message: SURVEY_IS_FULL });
  addSightings(source, sightings, extent, part3);
  return surveyor?.finish();
}
function addSightings(source, sightings, { path, view }, part3) {
  if (sightings.length === 0) return;
  sightings.sort((a, b) => a.offset - b.offset);
  const offsets = sightings.map(({ offset }) => offset);
  const lines = view === void 0 ? linesOf(source, offsets) : [];
  for (const [index, sighting] of sightings.entries()) {
    const region = view && locate2(view, sighting.offset);
    part3.addSighting(sighting, { path, ...lines[index], ...region });
  }
}

// src/kernel/aes-schedules.ts
function findAesSchedules({ machine }, start, end, limit) {
  const { exports, buffer, hitsAt, hitsEnd } = machine;
  const range = rangeOf(machine, start, end, limit);
  const schedules = [];
  if (!range) return schedules;
  exports.beginSchedules(...range);
  do {
    const foundEnd = exports.resumeSchedules(hitsAt, hitsEnd);
    for (let at = hitsAt; at < foundEnd; at += SCHEDULE_HIT_BYTES) schedules.push(scheduleAt(buffer, at));
  } while (exports.moreSchedules() !== 0);
  return schedules.sort((a, b) => a.offset - b.offset || a.length - b.length);
}
var DIRECTIONS2 = ["encrypt", "decrypt", "decrypt-forward"];
function scheduleAt(buffer, at) {
  const hit = new DataView(buffer, at, SCHEDULE_HIT_BYTES);
  const keyWords = hit.getUint8(4);
  return {
    offset: hit.getUint32(0, true),
    length: 16 * (keyWords + 7),
    key: new Uint8Array(buffer.slice(at + 8, at + 8 + 4 * keyWords)),
    direction: DIRECTIONS2[hit.getUint8(5)],
    words: hit.getUint8(6) === 1 ? "swapped" : "standard"
  };
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
  const all = new Uint32Array(parts.reduce((sum, part3) => sum + part3.length, 0));
  let at = 0;
  for (const part3 of parts) {
    all.set(part3, at);
    at += part3.length;
  }
  return all;
}
function hitsOf(words) {
  const count = words.length / 2;
  if (count === 0) return NO_HITS;
  if (!isSorted(words)) new BigUint64Array(words.buffer, words.byteOffset, count).sort();
  const positions = new Uint32Array(count);
  const anchors2 = new Uint16Array(count);
  for (let hit = 0; hit < count; hit++) {
    const low = words[2 * hit];
    positions[hit] = words[2 * hit + 1] << 16 | low >>> 16;
    anchors2[hit] = low & 65535;
  }
  return { count, positions, anchors: anchors2 };
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
  const clear2 = leftIsLittle !== rightIsBig;
  const bigEndian2 = clear2 ? rightIsBig : isBigEndian(window, first, last, limits.base);
  let count = 0;
  for (let i = first; i <= last; i += 2) scratch[count++] = window[i];
  return { characters: scratch.subarray(0, count), at: (at - first) / 2, start: bigEndian2 ? first - 1 : first };
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
var CHUNK_BYTES7 = 1 << 20;
var HITS_PER_CHECK = 256;
var SHORT_BYTES = 4 << 10;
var Scanner = class {
  #chain;
  #kernel;
  /** The kernel's window once more, as a Buffer: its `indexOf` is memchr. */
  #bytes;
  #scratch;
  /** Offset, in what is scanned, of the window's first byte. */
  #base = 0;
  /** Bytes of the window that are data. */
  #filled = 0;
  /** Offset from which on anchors are still to be looked for. */
  #next = 0;
  constructor(chain2, plan) {
    this.#chain = chain2;
    this.#kernel = openKernel(plan, chain2.bytesBefore + CHUNK_BYTES7 + chain2.bytesAfter);
    const { buffer, byteOffset, length } = this.#kernel.window;
    this.#bytes = Buffer.from(buffer, byteOffset, length);
    this.#scratch = new Uint8Array(chain2.bytesBefore + chain2.bytesAfter);
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
    let size2 = 0;
    this.#begin(0, 0);
    for await (const chunk of chunks) {
      size2 += chunk.length;
      for (let done = 0; done < chunk.length; ) {
        if (this.#room() === 0) this.#search(void 0, context);
        const length = Math.min(this.#room(), chunk.length - done);
        this.#kernel.window.set(chunk.subarray(done, done + length), this.#filled);
        this.#filled += length;
        done += length;
      }
    }
    this.#search(size2, context);
    return size2;
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
      const [start, end2] = [this.#next - this.#base, until - this.#base];
      const hits = this.#kernel.scan(start, end2, this.#filled);
      for (let i = 0; i < hits.count; i++) {
        if (i % HITS_PER_CHECK === HITS_PER_CHECK - 1) context.checkTime();
        for (const route of this.#chain.routes[hits.anchors[i]]) this.#ask(route, hits.positions[i], context);
      }
      this.#findShapes(start, end2, context);
      context.surveyor?.survey(this.#kernel, { base: this.#base, start, end: end2, limit: this.#filled });
      this.#next = until;
    }
    const drop = Math.max(0, this.#next - this.#base - this.#chain.bytesBefore);
    this.#kernel.window.copyWithin(0, drop, this.#filled);
    this.#base += drop;
    this.#filled -= drop;
  }
  /** Text has no shapes, and no NUL, which is found fast; what is short may have none without being text. */
  #findShapes(start, end, context) {
    const routes2 = this.#chain.shapes.get("aes-schedule");
    const bytes = this.#bytes.subarray(start, this.#filled);
    if (routes2 === void 0 || bytes.length > SHORT_BYTES && !bytes.includes(0)) return;
    for (const { offset } of findAesSchedules(this.#kernel, start, end, this.#filled))
      for (const route of routes2) this.#ask(route, offset, context);
  }
  #ask({ asked, encoding }, at, context) {
    const { detectors: detectors2, witnesses: witnesses2 } = this.#chain;
    const detector = detectors2[asked];
    const witness = witnesses2[asked - detectors2.length];
    if (detector === void 0 && context.onTestimony === void 0) return;
    const { trigger, maxMatchBytes } = detector ?? witness;
    const unit = trigger.reads === "text" ? 2 : 1;
    const start = Math.max(0, at - unit * trigger.bytesBefore - 1);
    let window = this.#kernel.window.subarray(start, Math.min(this.#filled, at + unit * maxMatchBytes));
    let anchor = at - start;
    let base = this.#base + start;
    let stride = 1;
    let memory = context.memory;
    if (encoding === "utf16") {
      const text4 = narrow(window, anchor, { before: trigger.bytesBefore, after: maxMatchBytes, base }, this.#scratch);
      window = text4.characters;
      anchor = text4.at;
      base += text4.start;
      stride = 2;
      memory = NO_MEMORY;
    }
    if (detector !== void 0) {
      const first = detector.inspect(window, anchor, memory);
      if (first === void 0) return;
      for (const match2 of [first, ...first.also ?? []])
        context.onSighting({ detector, match: match2, offset: base + stride * match2.offset, length: stride * match2.length });
    } else {
      const testimony = witness.inspect(window, anchor);
      if (testimony === void 0) return;
      const { offset, length } = testimony;
      context.onTestimony?.({ ...testimony, offset: base + stride * offset, length: stride * length });
    }
  }
};

// src/engine/task.ts
var RANGE_BYTES = 32 << 20;
function rangesOf(artifact, size2, begunAtMs) {
  const count = Math.ceil(size2 / RANGE_BYTES);
  return Array.from({ length: count }, (_, index) => {
    const start = index * RANGE_BYTES;
    return { kind: "range", artifact, start, end: Math.min(size2, start + RANGE_BYTES), begunAtMs };
  });
}
var ELSE = -1;

// src/engine/examiner.ts
var SMALL_FILE_BYTES = 256 << 10;
var openers = [...containers, ...unsupported];
var Examiner = class {
  #scanner;
  #options;
  /** Holds one small file after the other. */
  #smallFile = new Uint8Array(SMALL_FILE_BYTES);
  /** The large artifact whose ranges this thread is at: opened once, and so is its view. */
  #large;
  constructor(chain2, options2) {
    this.#scanner = new Scanner(chain2, options2.plan);
    this.#options = options2;
  }
  /** @param onStart called with the index of each artifact before it is touched */
  async run(task, onStart) {
    if (task.kind === "files") return this.#runFiles(task.artifacts, onStart);
    onStart(0);
    const part3 = new PartRecorder(task.artifact.path);
    switch (task.kind) {
      case "range": {
        let survey;
        part3.guard(part3.path, () => {
          survey = this.#examineRange(task, part3);
          return void 0;
        });
        return { parts: [part3.finish("range")], followUps: [], ...survey && { survey } };
      }
      case "image":
        part3.guard(part3.path, () => this.#searchLarge(task, part3));
        break;
      case "digest":
        await part3.guard(part3.path, () => this.#withFile(task.artifact, part3, (source) => this.#digest(source, part3)));
    }
    return { parts: [part3.finish("whole")], followUps: [] };
  }
  async #runFiles(artifacts, onStart) {
    const parts = [];
    const followUps = [];
    const quietSizes = new Float64Array(artifacts.length).fill(ELSE);
    for (let index = 0; index < artifacts.length; index++) {
      onStart(index);
      const artifact = artifacts[index];
      const part3 = new PartRecorder(artifact.path);
      const cuts = [];
      const examining = part3.guard(
        part3.path,
        () => this.#withFile(artifact, part3, (source) => this.#examineFile(artifact, this.#handy(source), part3, cuts))
      );
      if (examining !== void 0) await examining;
      if (part3.isQuiet && cuts.length === 0) quietSizes[index] = part3.size;
      else parts.push(part3.finish("whole"));
      followUps.push(...cuts);
    }
    return { parts, quietSizes, followUps };
  }
  /** @returns undefined when `examine` did, and the file is closed again */
  #withFile({ file }, part3, examine) {
    const source = FileSource.open(file);
    let examining;
    try {
      part3.size = source.size;
      if (source.size === 0 && source.goesOn) {
        throw new AccessError("the file has content though its size is 0; copy it and scan the copy");
      }
      examining = examine(source);
    } finally {
      if (examining === void 0) source.close();
    }
    return examining?.finally(() => source.close());
  }
  /** `file` in a form that is cheap to read little by little; valid until the next file. */
  #handy(file) {
    if (file.size > SMALL_FILE_BYTES) return new ReadAheadSource(file);
    const bytes = this.#smallFile.subarray(0, file.size);
    file.readInto(bytes, 0);
    return new MemorySource(bytes);
  }
  /** Lets go of what it keeps open between tasks. */
  close() {
    this.#large?.source.close();
    this.#large = void 0;
  }
  /** @param cuts takes the ranges of a large artifact that is no container; what else it is has been scanned by then */
  #examineFile(artifact, source, part3, cuts) {
    const begunAtMs = Date.now();
    const budget = new Budget(this.#options.limits);
    const walking = walk(
      { path: artifact.path, source },
      {
        containers: openers,
        budget,
        headBytes: VIEW_HEAD_BYTES,
        needsSource: (head) => readerFor(head) !== void 0,
        onGap: (gap) => part3.addGap(gap),
        onFormat: (id) => part3.addFormat(id),
        visit: (leaf) => {
          if (!("source" in leaf) || leaf.path !== artifact.path || source.size <= RANGE_BYTES)
            return this.#scanLeaf(leaf, budget, part3);
          cuts.push(...rangesOf(artifact, source.size, begunAtMs));
          openView(leaf.source, leaf.path, part3);
          return void 0;
        }
      }
    );
    if (walking === void 0 && !this.#options.digests) return void 0;
    return this.#finishFile(artifact, { source, walking, budget, cuts }, part3);
  }
  async #finishFile(artifact, {
    source,
    walking,
    budget,
    cuts
  }, part3) {
    await walking;
    part3.entries = budget.entries;
    if (!this.#options.digests) return;
    if (cuts.length > 0) cuts.unshift({ kind: "digest", artifact });
    else await this.#digest(source, part3);
  }
  async #digest(source, part3) {
    const hash4 = createHash14("sha256");
    for await (const chunk of streamOf(source)) hash4.update(chunk);
    part3.sha256 = hash4.digest("hex");
  }
  #scanLeaf(leaf, budget, part3) {
    if (!("source" in leaf)) return this.#scanStream(leaf, budget, part3);
    const view = openView(leaf.source, leaf.path, part3);
    const survey = scanExtent(
      this.#scanner,
      leaf.source,
      { path: leaf.path, start: 0, end: leaf.source.size, view },
      budget,
      part3
    );
    if (view !== void 0 && survey !== void 0)
      searchImage(
        leaf.source,
        { path: leaf.path, view, survey, knownKeys: this.#known(part3.knownKeys), searches },
        budget,
        part3
      );
    return void 0;
  }
  async #scanStream(leaf, budget, part3) {
    const place3 = (sighting) => part3.addSighting(sighting, { path: leaf.path });
    const note = (testimony) => part3.addTestimony(testimony, leaf.path);
    await part3.guard(leaf.path, async () => {
      part3.scannedBytes += await this.#scanner.scanStream(leaf.stream, {
        memory: NO_MEMORY,
        onSighting: place3,
        onTestimony: note,
        checkTime: () => budget.checkTime()
      });
    });
  }
  #examineRange({ artifact, start, end, begunAtMs }, part3) {
    const { source, view } = this.#openLarge(artifact);
    part3.size = source.size;
    const readEnd2 = Math.max(start, Math.min(end, source.size));
    const budget = new Budget(this.#options.limits, void 0, Date.now() - begunAtMs);
    const survey = scanExtent(this.#scanner, source, { path: part3.path, start, end: readEnd2, view }, budget, part3);
    if (readEnd2 < end) {
      throw new FormatError(`the file became shorter while it was read: it ends at ${source.size}`);
    }
    return survey;
  }
  #searchLarge({ artifact, search: search4, survey, seen, begunAtMs }, part3) {
    const { source, view } = this.#openLarge(artifact);
    part3.size = source.size;
    const budget = new Budget(this.#options.limits, void 0, Date.now() - begunAtMs);
    if (view !== void 0)
      searchImage(
        source,
        {
          path: part3.path,
          view,
          survey,
          knownKeys: this.#known(seen),
          searches: searches.filter(({ id }) => id === search4)
        },
        budget,
        part3
      );
    return void 0;
  }
  #known(seen) {
    return [...this.#options.watchedKeys, ...seen];
  }
  #openLarge(artifact) {
    if (this.#large?.file !== artifact.file) {
      this.close();
      const source = FileSource.open(artifact.file);
      this.#large = { file: artifact.file, source, view: openView(source, artifact.path, void 0) };
    }
    return this.#large;
  }
};

// src/engine/worker.ts
var { progress } = workerData;
var chain = buildChain(detectors, witnesses);
var examiner;
parentPort?.on("message", async ({ task, setUp }) => {
  let answer;
  try {
    if (setUp !== void 0) examiner = new Examiner(chain, setUp);
    answer = { result: await examiner.run(task, (index) => Atomics.store(progress, 0, index)) };
  } catch (error) {
    answer = { bug: error instanceof Error ? error : new Error(String(error)) };
  }
  parentPort?.postMessage(answer);
});
