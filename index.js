'use strict';

// n8n reads the "n8n" block of package.json; requiring the package by itself offers nothing.
module.exports = {};
