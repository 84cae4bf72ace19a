// A tesseract.js worker that ends before it can read.
process.exit(3);
